"""Searches in the archive's engine and in others, side by side: `python -m tests.bench.search --help`.

    corpus     articles recombined from real sentences, the same for the same seed
    peers/     the engines, each asked in its own best way
    building   indexes made and measured, each in a process of its own
    asking     the questions, and their cost in every engine, in turns
    table      what is printed
    plain      the same questions answered by reading, to hold the engines against
    together   many readers while one writes, every answer checked
    saved      thousands of saved searches against new articles

How to run it and how to read what it prints stands in docs/bench.md.
"""
