// The panel of the preview: opens and closes it, marks passages in the page, copies paths, goes to the page that was saved.
// Without this script it is a <details>; the page of all problems has only the buttons.
(() => {
  const host = document.querySelector("carepress-notes");
  if (self !== top) host?.remove(); // the editor says it all beside the page
  const root = host?.shadowRoot ?? document;
  const panel = root.querySelector(".panel");
  const body = root.querySelector(".body");
  const said = root.querySelector(".said");
  const store = {
    get: name => { try { return sessionStorage.getItem(`carepress-${name}`); } catch { return null; } },
    set: (name, value) => { try { sessionStorage.setItem(`carepress-${name}`, value); } catch { /* nothing is remembered */ } },
  };

  // ---- what is said to those who look, and to those who listen

  let silence;
  function say(text, isAloudOnly = false) {
    if (!said) return;
    said.classList.toggle("aloud", isAloudOnly);
    said.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 4000);
  }

  // ---- open and closed, as it was on the last page

  function reflect() {
    host.toggleAttribute("data-open", panel.open);
    store.set("open", panel.open ? "yes" : "");
  }

  function toggle(isOpen) {
    const hadFocus = Boolean(root.activeElement);
    panel.open = isOpen;
    if (isOpen || hadFocus) root.querySelector("summary").focus();
  }

  if (panel) {
    panel.open ||= store.get("open") === "yes";
    reflect();
    panel.addEventListener("toggle", reflect);
    document.addEventListener("keydown", event => {
      if (event.code === "KeyN" && event.altKey && event.shiftKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        toggle(!panel.open);
      } else if (event.key === "Escape" && !event.defaultPrevented) {
        unmark();
        if (panel.open) toggle(false);
      }
    });
    const count = `${root.querySelector(".count").textContent}. ${root.querySelector(".state").textContent}`.trim();
    const place = location.pathname;
    if (store.get("place") === place) {
      body.scrollTop = Number(store.get("scroll"));
      if (store.get("count") !== count) setTimeout(say, 300, count, true);
    }
    store.set("count", count);
    store.set("place", place);
    addEventListener("pagehide", () => store.set("scroll", body.scrollTop));
  }

  // ---- the passage in the page that a note is about

  const words = text => text.toLowerCase().replace(/[’‘]/g, "'").match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? [];
  const pairs = list => new Set(list.length > 1 ? list.slice(1).map((word, index) => `${list[index]} ${word}`) : list);
  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, caption, figcaption, summary, pre, blockquote";

  // The smallest block that has most of the line's words side by side, at least half of them.
  function blockOf(line) {
    const wanted = pairs(words(line));
    let found = null, most = Math.max(1, wanted.size / 2), least = Infinity;
    for (const block of (document.querySelector("main") ?? document.body).querySelectorAll(BLOCKS)) {
      const list = words(block.textContent), there = pairs(list);
      const shared = [...wanted].filter(pair => there.has(pair) || list.includes(pair)).length;
      if (shared > most || (shared === most && list.length < least)) [found, most, least] = [block, shared, list.length];
    }
    return found;
  }

  // The words themselves, in whatever elements they stand.
  function rangeOf(block, text) {
    const nodes = [], walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) nodes.push(walker.currentNode);
    const pattern = words(text).map(word => word.replaceAll("'", "['’‘]")).join("[^\\p{L}\\p{N}]+");
    const match = pattern && new RegExp(pattern, "iu").exec(nodes.map(node => node.data).join(""));
    const range = document.createRange();
    range.selectNodeContents(block);
    let at = 0;
    for (const node of match ? nodes : []) {
      const start = match.index - at, end = start + match[0].length;
      if (start >= 0 && start < node.length) range.setStart(node, start);
      if (end > 0 && end <= node.length) range.setEnd(node, end);
      at += node.length;
    }
    return range;
  }

  function unmark() {
    document.querySelector("[data-carepress-block]")?.removeAttribute("data-carepress-block");
    CSS.highlights?.delete("carepress-passage");
  }

  function mark({line, words: passage}) {
    unmark();
    const block = blockOf(line);
    if (!block) return say("This isn’t in the text of the page.");
    for (let folded = block.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    block.setAttribute("data-carepress-block", "");
    if (CSS.highlights) CSS.highlights.set("carepress-passage", new Highlight(rangeOf(block, passage)));
    if (matchMedia("(width < 1000px)").matches) toggle(false);
    block.scrollIntoView({block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth"});
    say("It is marked in the page.");
  }

  // The editor asks for this, of the page that it shows beside the text.
  window.carepressShow = line => {
    const block = words(line).length ? blockOf(line) : null;
    if (block) scrollBy(0, block.getBoundingClientRect().top - innerHeight / 3);
  };

  root.addEventListener("click", async event => {
    const button = event.target.closest?.("button");
    if (button?.dataset.line) mark(button.dataset);
    if (button?.dataset.copy) {
      const label = button.textContent;
      try {
        await navigator.clipboard.writeText(button.dataset.copy);
        button.textContent = "Copied";
      } catch {
        button.textContent = button.dataset.copy;  // to be copied by hand
      }
      say(button.textContent, true);
      setTimeout(() => { button.textContent = label; }, 3000);
    }
  });

  // ---- after a save: livereload.js asks this before it loads the page anew

  window.LiveReloadPluginFollow = class {
    static identifier = "follow";
    static version = "1";
    reload(path, {originalPath}) {
      if (!originalPath || originalPath === location.pathname || document.hidden) return false;
      location.assign(originalPath);
      return true;
    }
  };
})();
