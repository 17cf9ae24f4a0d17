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
  const TYPED = /(?:^|[\s(])-?(?:(said-by|mentions|topic):(?:"([^"]*)|([^\s"()]*))|([^\s"():*~?]+))$/i;

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
      const before = box.value.slice(0, word.from) + options[n].insert;
      const after = box.value.slice(word.to).replace(/^"?\s*/, " ");
      box.value = before + after;
      box.setSelectionRange(before.length + 1, before.length + 1);
      close();
      box.focus();
    };

    const show = (found) => {
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
      const to = box.selectionStart;
      const before = box.value.slice(0, to);
      const match = TYPED.exec(before);
      const typed = match && (match[2] ?? match[3] ?? match[4]);
      const quoting = before.split('"').length % 2 === 0;
      if (!typed || typed.length < 2 || (quoting && !match[1])) return close();
      const lead = /^[\s(]?-?/.exec(match[0])[0].length;
      word = { from: match.index + lead, to };
      asked?.abort();
      asked = new AbortController();
      const address = new URLSearchParams({ q: typed, field: (match[1] ?? "").toLowerCase() });
      try {
        const answer = await fetch(`/suggest?${address}`, { signal: asked.signal });
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
