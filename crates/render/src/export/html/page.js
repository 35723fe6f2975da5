"use strict";
(() => {
  const panel = document.getElementById("panel");
  const detail = document.getElementById("detail");
  const all = new Map(JSON.parse(document.getElementById("evidence").textContent).map((e) => [e.key, e]));
  let opener = null;
  const add = (to, tag, text, name) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (name) node.className = name;
    to.append(node);
    return node;
  };
  const fill = (group) => {
    detail.replaceChildren();
    const label = group.getAttribute("aria-description") || group.getAttribute("aria-label") || "";
    const known = all.get(group.dataset.key);
    if (!known) {
      add(detail, "h2", label);
      if (group.dataset.value) add(detail, "p", panel.dataset.value + ": " + group.dataset.value);
      if (group.dataset.n) add(detail, "p", panel.dataset.rests + ": " + group.dataset.n);
      return;
    }
    add(detail, "h2", known.title);
    if (known.claim) add(detail, "p", known.claim);
    if (known.grade) {
      add(detail, "span", known.grade, "grade");
      add(detail, "p", known.why);
    }
    if (known.figures.length) add(detail, "h3", panel.dataset.figures);
    for (const f of known.figures) {
      const box = add(detail, "div", "", "figure");
      add(box, "b", f.value);
      add(box, "span", [f.interval, f.n].filter(Boolean).join(" · "));
      add(box, "div", [f.label, f.as_of, f.why].filter(Boolean).join(" · "));
    }
    if (known.quotes.length) add(detail, "h3", panel.dataset.quotes);
    for (const q of known.quotes) add(add(detail, "blockquote", "“" + q.text + "”"), "footer", q.from);
    if (known.of) add(detail, "h3", known.of);
    for (const j of known.journeys) {
      const walk = add(detail, "div", "", "walk");
      add(walk, "b", j.id + " · " + j.when);
      add(walk, "div", j.path);
    }
    if (known.command) {
      add(detail, "h3", panel.dataset.again);
      add(detail, "code", known.command);
    }
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    if (opener) {
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    }
    opener = null;
  };
  const open = (group) => {
    if (opener) opener.setAttribute("aria-expanded", "false");
    opener = group;
    fill(group);
    group.setAttribute("aria-expanded", "true");
    panel.hidden = false;
    panel.scrollTop = 0;
    panel.focus();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("#close")) return close();
    const group = event.target.closest("[data-key]");
    if (group) open(group);
    else if (!event.target.closest("#panel")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Enter" && event.key !== " ") return;
    const group = event.target.closest && event.target.closest("[data-key]");
    if (group) {
      event.preventDefault();
      open(group);
    }
  });
})();
