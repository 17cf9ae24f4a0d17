// Comfort only: every page does all it does without this file.
(() => {
  "use strict";
  const box = document.getElementById("q");
  const form = document.getElementById("search");
  const facets = document.querySelectorAll(".facet input[type=checkbox]");
  const REMEMBERED = "onrecord-focus";

  // "/" goes to the search box, unless somebody is typing.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && box && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  // A tick in a facet applies at once; the keyboard then stays where it was.
  if (form && facets.length) {
    document.documentElement.classList.add("applies-itself");
    for (const tick of facets) {
      tick.addEventListener("change", () => {
        sessionStorage.setItem(REMEMBERED, `${tick.name}=${tick.value}`);
        form.requestSubmit();
      });
    }
    const last = sessionStorage.getItem(REMEMBERED);
    sessionStorage.removeItem(REMEMBERED);
    const again = [...facets].find((tick) => `${tick.name}=${tick.value}` === last);
    if (again) {
      again.closest("details")?.setAttribute("open", "");
      again.focus({ preventScroll: true });
    }
  }

  // Names and topics for the word being typed: a combobox whose focus never leaves the box.
  const WAIT_MS = 150;
  // Up to three words, as names have; behind a minus only one, unless a field holds them together.
  const WORD = '(?!(?:AND|OR|NOT|NEAR|SAME)\\b)[^\\s"“”„«»():*~?-][^\\s"“”„«»():*~?]*';
  const TYPED = new RegExp(
    `(?:^|[\\s(])(?:-(?=\\S+$|\\S+:))?((?:(said-by|mentions|topic):)?(?:"([^"]*)|((?:${WORD}\\s+){0,2}${WORD})))$`);
  // People can't be near something, only words.
  const BEHIND_NEAR = /(?:^|\s)(?:NEAR\S*|SAME)\s+(\([^()]*)?$/;
  const BEFORE_NEAR = /^([^()]*\))?\s*(?:NEAR|SAME)\b/;
  const OPEN_MARK = /[“„][^“”]*$|«[^»]*$/;

  // What to ask for, where each of the words begins from which a name may be put in, and where it ends.
  const underCaret = (text, at) => {
    const before = text.slice(0, at);
    const [, whole, field, quoted, bare] = TYPED.exec(before) ?? [];
    const marks = before.split('"').length % 2 === 0;
    if (!whole || OPEN_MARK.test(before) || marks !== (quoted !== undefined && !!field)) return null;
    const closed = marks && text.split('"').length % 2;
    const to = at + (closed ? /^[^"]*"/ : /^[^\s"“”„«»()]*/).exec(text.slice(at))[0].length;
    const words = (quoted ?? bare).trim().split(/\s+/);
    const starts = [at - whole.length];
    if (!marks) for (const gap of whole.matchAll(/\s(?=\S)/g)) starts.push(starts[0] + gap.index + 1);
    const near = BEHIND_NEAR.test(before.slice(0, starts[0]));
    if (near) [words, starts].forEach((list) => list.shift());
    const q = words.join(" ");
    if (q.length < 2 || BEFORE_NEAR.test(text.slice(to))) return null;
    return { asked: { q, field: (!near && field) || "" }, count: words.length, starts, to };
  };

  const suggesting = () => {
    const list = document.createElement("ul");
    const said = document.createElement("p");
    let options = [];
    let at = -1;
    let word = null;
    let timer = 0;
    let asked = null;
    list.id = "suggestions";
    list.className = "suggestions";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    said.className = "unseen";
    said.setAttribute("role", "status");
    form.append(list, said);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"],
      ["aria-expanded", "false"], ["aria-controls", list.id]]) box.setAttribute(name, value);

    const close = () => {
      clearTimeout(timer);
      asked?.abort();
      list.hidden = true;
      at = -1;
      said.textContent = "";
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };

    const move = (to) => {
      at = (to + options.length + 1) % (options.length + 1);
      if (at === options.length) at = -1;
      [...list.children].forEach((line, n) => line.setAttribute("aria-selected", String(n === at)));
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", list.children[at].id);
    };

    const pick = (n) => {
      const before = box.value.slice(0, startOf(options[n])) + options[n].insert;
      const after = box.value.slice(word.to).replace(/^\s*/, " ");
      box.value = before + after;
      box.setSelectionRange(before.length + 1, before.length + 1);
      close();
      box.focus();
    };

    // None for a few of the words between marks: they stay together.
    const startOf = (option) => word.starts[word.count - option.words];

    const show = (all) => {
      const found = all.filter((option) => startOf(option) !== undefined);
      if (!found.length) return close();
      options = found;
      list.replaceChildren(...found.map((option, n) => {
        const line = document.createElement("li");
        const typed = document.createElement("code");
        const count = document.createElement("small");
        line.id = `suggestion-${n}`;
        line.setAttribute("role", "option");
        line.setAttribute("aria-selected", "false");
        typed.textContent = option.insert;
        typed.dir = "auto";
        count.textContent = `${option.count.toLocaleString("en")} ${option.unit}${option.count === 1 ? "" : "s"}`;
        line.append(typed, count);
        line.addEventListener("mousedown", (event) => event.preventDefault());
        line.addEventListener("click", () => pick(n));
        return line;
      }));
      at = -1;
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      box.removeAttribute("aria-activedescendant");
      said.textContent = `${found.length} suggestion${found.length === 1 ? "" : "s"}`;
      return undefined;
    };

    const look = async () => {
      asked?.abort();
      word = underCaret(box.value, box.selectionStart);
      if (!word) return close();
      asked = new AbortController();
      try {
        const answer = await fetch(`/suggest?${new URLSearchParams(word.asked)}`, { signal: asked.signal });
        if (answer.ok && document.activeElement === box) show((await answer.json()).suggestions);
      } catch {
        // Gone on typing, or offline: no suggestions are no fault.
      }
      return undefined;
    };

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(look, WAIT_MS);
    });
    box.addEventListener("blur", close);
    form.addEventListener("submit", close);
    box.addEventListener("keydown", (event) => {
      if (list.hidden || event.isComposing) return;
      if (event.key === "ArrowDown") move(at + 1);
      else if (event.key === "ArrowUp") move(at - 1);
      else if (event.key === "Enter" && at >= 0) pick(at);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
  };
  if (form && box) suggesting();
})();
