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
})();
