"""The bits of a word."""

from indexer.extract.quotes import lexicon


def test_no_two_things_a_word_can_do_share_a_bit():
    bits = {name: value for name, value in vars(lexicon).items() if name.isupper() and isinstance(value, int)}
    assert sorted(bits.values()) == [1 << place for place in range(len(bits))]
