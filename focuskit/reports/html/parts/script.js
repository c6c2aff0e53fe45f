"use strict";
(() => {
  const rows = JSON.parse(document.getElementById("data").textContent);
  const words = JSON.parse(document.getElementById("sentences").textContent);
  const find = (id) => document.getElementById(id);
  const panel = find("panel"), list = find("list"), more = find("more");
  const step = 100;
  let crossed = [], found = [], shown = 0, opener = null;

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[’‘]/g, "'");

  function add(parent, name, text, className) {
    const made = document.createElement(name);
    made.textContent = text;
    if (className) made.className = className;
    parent.appendChild(made);
    return made;
  }

  function article(row) {
    const [, verbatim, source, , , codes, , question] = row;
    const one = document.createElement("article");
    if (question) add(one, "p", words.question.replace("{question}", question), "note");
    add(one, "blockquote", words.open + verbatim + words.close);
    add(one, "cite", source);
    add(one, "p", codes.join(" · "), "codes");
    return one;
  }

  function page() {
    found.slice(shown, shown + step).forEach((row) => list.appendChild(article(row)));
    shown = Math.min(found.length, shown + step);
    more.hidden = shown >= found.length;
  }

  function filter() {
    const person = find("person").value, place = find("document").selectedOptions[0];
    const places = place.value.startsWith("*") ? [...place.parentNode.children].map((one) => one.value) : [place.value];
    const code = find("code").value, decided = find("decided").checked;
    const wanted = code && !crossed.includes(code) ? [...crossed, code] : crossed;
    const query = fold(find("search").value.trim());
    const counted = rows.filter((row) => wanted.every((name) => row[0].includes(name)) &&
      (!row[8] || row[8].some((reading) => wanted.every((name) => reading.includes(name)))));
    const hidden = person || place.value || decided || query ? 0 : counted.filter((row) => row.length === 1).length;
    found = counted.filter((row) =>
      row.length > 1 && (!person || row[3] === person) && (!place.value || places.includes(row[4])) &&
      (!decided || row[6]) && (!query || fold(row[1]).includes(query)));
    const label = (name) => {
      const option = [...find("code").options].find((one) => one.value === name);
      return option ? option.textContent.trim() : words.without;
    };
    find("count").textContent = found.length
      ? (found.length === 1 ? words.shown_one : words.shown).replace("{n}", found.length) +
        (wanted.length ? " – " + wanted.map(label).join(" × ") : "") + "."
      : words.none;
    if (hidden) find("count").textContent += " " + words.hidden.replace("{n}", hidden);
    list.replaceChildren();
    shown = 0;
    page();
  }

  function open(codes) {
    find("filters").reset();
    crossed = codes;
    if (codes.length === 1) find("code").value = codes[0];
    if (codes.length === 1 && find("code").value) crossed = [];
    panel.hidden = false;
    filter();
    find("hide").focus();
  }

  function close() {
    panel.hidden = true;
    if (opener) opener.focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-codes]");
    if (button) {
      opener = button;
      open(button.dataset.codes.split(" "));
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });
  find("show").addEventListener("click", (event) => {
    opener = event.target;
    open([]);
  });
  find("hide").addEventListener("click", close);
  find("filters").addEventListener("submit", (event) => event.preventDefault());
  find("filters").addEventListener("reset", () => {
    crossed = [];
    setTimeout(filter, 0);
  });
  ["code", "person", "document", "decided"].forEach((id) => find(id).addEventListener("change", filter));
  find("search").addEventListener("input", filter);
  more.addEventListener("click", page);

  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1)).get("codes");
    if (given) open(given.split(" "));
  }
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
