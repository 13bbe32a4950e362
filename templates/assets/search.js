// Searches with Pagefind in the visitor's own browser: no word is sent or put into the address.
const form = document.querySelector(".search-box");
const [box, clear] = form.querySelectorAll("input, button");
const [status, list, more] = document.querySelectorAll(".found, .results, .more-results");
const say = JSON.parse(form.dataset.words);
const MOST = 10;
const PAUSE = 150;
let pagefind;
let tries = 0;
let found = [];

// Nothing is fetched before somebody searches.
async function load() {
  // A browser remembers that an address couldn't be loaded: the next try has one of its own.
  const loaded = await import(`${form.dataset.bundle}pagefind.js${tries ? `?${tries}` : ""}`);
  await loaded.options({ baseUrl: form.dataset.base, noWorker: true });
  return loaded;
}

function item({ url, excerpt, meta }) {
  const made = document.createElement("li");
  made.innerHTML = `<h2><a></a></h2><p class="meta"></p><p>… ${excerpt} …</p>`;
  const [link, section] = made.querySelectorAll("a, .meta");
  [link.href, link.textContent, section.textContent] = [url, meta.name, meta.section ?? ""];
  if (!meta.section) section.remove();
  return made;
}

async function show(from, text) {
  const of = found;
  const items = await Promise.all(of.slice(from, from + MOST).map((one) => one.data()));
  if (of !== found) return;
  if (!from) list.replaceChildren();
  list.append(...items.map(item));
  more.hidden = list.children.length >= of.length;
  status.textContent = text;
}

async function search() {
  const words = box.value.trim();
  // Whoever comes back finds the same words: the browser keeps them with this visit, and nowhere else.
  history.replaceState({ words }, "");
  let text = "";
  if (words) {
    // The last word finds all that begin so: "near me" would find medicines.
    try {
      pagefind ??= load();
      await pagefind;
    } catch {
      pagefind = undefined; // the next letter tries again
      tries += 1;
      status.textContent = say.lost;
      return;
    }
    const answer = await (await pagefind).debouncedSearch(words.replace(/ me$/i, ""), {}, PAUSE);
    if (!answer || words !== box.value.trim()) return;
    found = answer.results;
    text = say[found.length > 1 ? "many" : found.length ? "one" : "none"];
    text = text.replace("{count}", found.length).replace("{words}", () => words);
  } else found = [];
  await show(0, text);
}

function empty() {
  box.value = "";
  box.focus();
  search();
}

box.addEventListener("input", search);
clear.addEventListener("click", empty);
more.addEventListener("click", () => show(list.children.length, status.textContent));
// Arrows lead from the box to the results and back.
document.querySelector("main").addEventListener("keydown", (event) => {
  const stops = [box, ...list.querySelectorAll("a")];
  const at = stops.indexOf(event.target);
  const next = stops[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? stops.length)];
  if (at < 0) return;
  if (next) {
    event.preventDefault();
    next.focus();
  } else if (event.key === "Escape" && !at) empty();
});
box.value ||= history.state?.words ?? new URLSearchParams(location.search).get("q") ?? "";
if (box.value) search();
