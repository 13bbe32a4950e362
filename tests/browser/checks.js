// What the tests look for in an open page. They run it before the page's own content; the page's policy stays in force.
// Each check returns sentences about what is wrong, and nothing where all is well. No check knows a class or a look.
(() => {
  const LINKS = "a[href], button, summary, input, select, textarea, [tabindex]:not([tabindex='-1'])";

  const name = element => {
    const words = (element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
    const mark = element.id ? `#${element.id}` : element.classList.length ? `.${[...element.classList].join(".")}` : "";
    const above = element.parentElement && element.parentElement !== document.body ? element.parentElement : null;
    const within = above ? `${above.localName}${above.classList.length ? `.${above.classList[0]}` : ""} > ` : "";
    return `${within}${element.localName}${mark} "${words}"`;
  };
  const isShown = element => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
  // Text for screen readers only: cut down to nothing, here or above.
  const isCutAway = element => {
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath.startsWith("inset(50%") || style.clip === "rect(0px, 0px, 0px, 0px)") return true;
      if (style.overflowX !== "visible" && at.clientWidth <= 1 && at.clientHeight <= 1 && style.display !== "inline") return true;
    }
    return false;
  };
  const all = selector => [...document.querySelectorAll(selector)].filter(isShown);
  const blockOf = element => {
    let at = element;
    while (getComputedStyle(at).display.startsWith("inline") && at.parentElement) at = at.parentElement;
    return at;
  };
  // The texts of the page: each piece with the element that it stands in.
  const texts = (root = document.body) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.data.trim() && isShown(node.parentElement) && !isCutAway(node.parentElement)) found.push(node);
    }
    return found;
  };
  const rectsOf = node => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].filter(rect => rect.width > 0 && rect.height > 0);
  };
  const union = rects => {
    const left = Math.min(...rects.map(rect => rect.left)), top = Math.min(...rects.map(rect => rect.top));
    const right = Math.max(...rects.map(rect => rect.right)), bottom = Math.max(...rects.map(rect => rect.bottom));
    return { left, top, right, bottom, width: right - left, height: bottom - top, x: (left + right) / 2, y: (top + bottom) / 2 };
  };

  // Colors, whatever notation they come in: the browser itself paints them.
  const painter = () => {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 1;
    return canvas.getContext("2d", { willReadFrequently: true });
  };
  let context = null;
  const known = new Map();
  const rgba = color => {
    if (!known.has(color)) {
      context ||= painter();
      context.clearRect(0, 0, 1, 1);
      context.fillStyle = color;
      context.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
      known.set(color, [red, green, blue, alpha / 255]);
    }
    return known.get(color);
  };
  const over = (front, back) => [0, 1, 2].map(i => front[i] * front[3] + back[i] * (1 - front[3])).concat(1);
  const groundOf = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(rgba(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    const canvas = rgba(matchMedia("(forced-colors: active), (prefers-color-scheme: light)").matches ? "Canvas" : "#121212");
    return layers.reverse().reduce((below, layer) => over(layer, below), canvas);
  };
  // What a drawing has painted under a word in it: the last shape before the word that lies below its middle.
  const groundInDrawing = (element, box) => {
    let drawing = element.closest("svg");
    while (drawing?.ownerSVGElement) drawing = drawing.ownerSVGElement;
    const under = [...(drawing?.querySelectorAll("rect, circle") || [])].filter(shape => {
      const { left, right, top, bottom } = shape.getBoundingClientRect();
      return shape.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING && getComputedStyle(shape).fill !== "none" &&
        left <= box.x && box.x <= right && top <= box.y && box.y <= bottom;
    });
    return under.length ? rgba(getComputedStyle(under.at(-1)).fill) : groundOf(element);
  };
  const light = color => {
    const [red, green, blue] = color.map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };

  // 1.4.10 Reflow: the page never scrolls sideways, and what sticks out can be scrolled to within its own box.
  const fits = () => {
    const wrong = [];
    const width = document.documentElement.clientWidth;
    const scroller = document.scrollingElement;
    if (scroller.scrollWidth > innerWidth) wrong.push(`the page is ${scroller.scrollWidth} px wide in a window of ${innerWidth}`);
    const isPartOfDrawing = element => element.ownerSVGElement && getComputedStyle(element.ownerSVGElement).overflowX !== "visible"; // and cut off at its edge
    const isScrolled = element => {
      for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
        if (["auto", "scroll"].includes(getComputedStyle(at).overflowX) && at.getBoundingClientRect().right <= width + 1) return true;
      return false;
    };
    for (const element of all("body *")) {
      const rect = element.getBoundingClientRect();
      const sticksOut = rect.width > 0 && (rect.right > width + 1 || rect.left < -1);
      if (sticksOut && !isCutAway(element) && !isPartOfDrawing(element) && !isScrolled(element)) wrong.push(`${name(element)} reaches from ${Math.round(rect.left)} to ${Math.round(rect.right)} px`);
    }
    return wrong;
  };

  // 2.1.1: a box that scrolls can be reached with the keyboard.
  const scrollers = () => all("body *").filter(element => {
    const style = getComputedStyle(element);
    return [style.overflowX, style.overflowY].some(way => ["auto", "scroll"].includes(way)) &&
      (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1) &&
      element.tabIndex < 0 && !element.querySelector(LINKS);
  }).map(element => `${name(element)} scrolls, and no key reaches it`);

  // 2.5.8 Target size: 24 by 24, or in a sentence, or alone in a circle of 24.
  const targets = () => {
    const boxes = all("a[href], button, summary, input, select, textarea").filter(element => !isCutAway(element)).map(element => {
      const rects = [element, ...element.querySelectorAll("*")].flatMap(part => [...part.getClientRects()]).filter(rect => rect.width > 0);
      return { element, box: rects.length ? union(rects) : null };
    }).filter(target => target.box);
    const isSmall = ({ box }) => box.width < 24 || box.height < 24;
    const isInSentence = ({ element }) => {
      if (getComputedStyle(element).display !== "inline") return false;
      const copy = blockOf(element).cloneNode(true);
      for (const link of copy.querySelectorAll("a, button, nav, ul, ol, table")) link.remove();
      return /\p{L}{2}/u.test(copy.textContent);
    };
    const distance = (point, box) => Math.hypot(Math.max(box.left - point.x, 0, point.x - box.right), Math.max(box.top - point.y, 0, point.y - box.bottom));
    const isCrowded = target => boxes.some(other => {
      if (other === target || other.element.contains(target.element) || target.element.contains(other.element)) return false;
      const isTooClose = distance(target.box, other.box) < 12;
      return isTooClose || (isSmall(other) && Math.hypot(target.box.x - other.box.x, target.box.y - other.box.y) < 24);
    });
    return boxes.filter(target => isSmall(target) && !isInSentence(target) && isCrowded(target))
      .map(({ element, box }) => `${name(element)} is ${box.width.toFixed(1)} x ${box.height.toFixed(1)} px, and another target is close`);
  };

  // 1.4.4 and 1.4.12: text that has grown isn't cut off by its box, and doesn't lie on other text.
  const cutOff = () => all("body *").filter(element => {
    const style = getComputedStyle(element);
    const cuts = (way, size, space) => ["hidden", "clip"].includes(way) && size > space + 1;
    return (cuts(style.overflowX, element.scrollWidth, element.clientWidth) || cuts(style.overflowY, element.scrollHeight, element.clientHeight)) &&
      element.textContent.trim() && style.display !== "inline" && !isCutAway(element);
  }).map(element => `${name(element)} is cut off: ${element.scrollWidth} x ${element.scrollHeight} px in ${element.clientWidth} x ${element.clientHeight}`);

  // What stays in view while the page scrolls lies on text only until somebody scrolls.
  const staysInView = element => element && (["fixed", "sticky"].includes(getComputedStyle(element).position) || staysInView(element.parentElement));

  const overlaps = () => {
    const boxes = texts().filter(node => !staysInView(node.parentElement)).flatMap(node => {
      const size = parseFloat(getComputedStyle(node.parentElement).fontSize);
      return rectsOf(node).map(rect => ({
        node, left: rect.left + 2, right: rect.right - 2,
        top: (rect.top + rect.bottom) / 2 - size * 0.3, bottom: (rect.top + rect.bottom) / 2 + size * 0.3,
      }));
    }).filter(box => box.right > box.left && box.right > 0).sort((a, b) => a.top - b.top);
    const wrong = [];
    boxes.forEach((box, index) => {
      for (let next = index + 1; next < boxes.length && boxes[next].top < box.bottom; next++) {
        const other = boxes[next];
        if (other.node !== box.node && other.left < box.right && box.left < other.right)
          wrong.push(`"${box.node.data.trim().slice(0, 40)}" lies on "${other.node.data.trim().slice(0, 40)}"`);
      }
    });
    return wrong;
  };

  // The user's own settings: letters twice as large, or WCAG's spacing. Neither goes through the page's policy.
  const doubleText = () => {
    document.documentElement.style.fontSize = `${parseFloat(getComputedStyle(document.documentElement).fontSize) * 2}px`;
  };
  const spaceText = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = [sheet];
  };
  const restoreText = () => {
    document.documentElement.style.fontSize = "";
    document.adoptedStyleSheets = [];
  };

  // 2.4.7, 2.4.11, 1.4.11: where the focus is can be seen, and nothing lies over it.
  const look = (element, part = null) => {
    const style = getComputedStyle(element, part);
    return {
      outline: style.outlineStyle === "none" ? "none" : `${style.outlineWidth} ${style.outlineStyle} ${style.outlineColor}`,
      outlineColor: style.outlineColor, outlineWidth: parseFloat(style.outlineWidth), outlineOffset: parseFloat(style.outlineOffset),
      shadow: style.boxShadow, border: style.borderColor, ground: groundOf(element), background: style.backgroundColor,
    };
  };
  // The focus may also be shown by what is drawn before or after an element, or by the box that it stands in.
  const looks = element => {
    const boxes = [element, element.parentElement, element.parentElement?.parentElement].filter(box => box && box !== document.body);
    return [...boxes.map(box => look(box)), look(element, "::before"), look(element, "::after")];
  };
  let before = new Map();
  const stops = () => all(LINKS).filter(element => element.tabIndex >= 0 && !element.disabled);
  const remember = () => {
    document.activeElement?.blur();
    before = new Map(stops().map(element => [element, looks(element)]));
    // Chromium lets the keyboard reach those too, and each of the buttons that it gives a video.
    return before.size + scrollers().length + 8 * all("video[controls]").length;
  };
  const indicators = (element, was, now) => {
    const outside = element.parentElement ? groundOf(element.parentElement) : now.ground;
    const found = [];
    const ring = (color, ground) => contrast(over(rgba(color), ground), ground);
    if (now.outline !== was.outline && now.outline !== "none" && now.outlineWidth >= 1)
      found.push(ring(now.outlineColor, now.outlineOffset < 0 ? now.ground : outside));
    const shadowColor = now.shadow.match(/^[a-z]+\([^)]*\)|^#\w+/i);
    if (now.shadow !== was.shadow && shadowColor) found.push(ring(shadowColor[0], now.shadow.includes("inset") ? now.ground : outside));
    if (now.background !== was.background) found.push(contrast(now.ground, was.ground));
    if (now.border !== was.border) found.push(Math.max(...now.border.split(/(?<=\)) /).map(color => ring(color, outside))));
    return found;
  };
  const isOnTop = (element, rect) => {
    const x = Math.min(Math.max((rect.left + rect.right) / 2, 0), innerWidth - 1);
    const y = (rect.top + rect.bottom) / 2;
    return element.contains(document.elementFromPoint(x, y));
  };
  let last = null;
  let faults = [];
  // Each Tab first looks at the stop that the one before led to.
  const lookAtStop = () => {
    const element = document.activeElement;
    const was = before.get(element);
    if (!element || element === document.body || !was) return; // or a box that scrolls: Chromium lets the keyboard reach it
    const say = what => faults.push(`${name(element)}: ${what}`);
    const marks = looks(element).flatMap((now, at) => indicators(element, was[at], now));
    if (!marks.length) say("nothing shows the focus");
    else if (Math.max(...marks) < 3) say(`the focus has a contrast of ${Math.max(...marks).toFixed(2)} only`);
    const rects = [...element.getClientRects()].filter(rect => rect.width > 0 && rect.height > 0);
    const seen = rects.filter(rect => rect.bottom > 0 && rect.top < innerHeight);
    if (!seen.length) say("the focus is out of sight");
    if (seen.some(rect => rect.height <= innerHeight && !isOnTop(element, rect))) say("something lies over the focus");
    if (last && !(last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)) say("the focus goes back");
    last = element;
    before.delete(element);
  };
  document.addEventListener("keydown", event => { if (event.key === "Tab") lookAtStop(); }, true);
  const followed = () => {
    lookAtStop();
    return faults;
  };
  const unreached = () => [...before.keys()].map(element => `${name(element)}: Tab doesn't reach it`);

  // 2.4.1: after the skip link the next stop is in the main part or, if it has none, below it.
  const isPastTheTop = () => {
    const main = document.querySelector("main"), active = document.activeElement;
    return active === document.body || main.contains(active) || Boolean(main.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING);
  };

  // 1.4.3: all text stands out from its ground, signs that aren't letters too, and in the colors a person has chosen.
  const faint = () => {
    const wrong = new Set();
    for (const node of texts()) {
      const element = node.parentElement;
      const style = getComputedStyle(element), size = parseFloat(style.fontSize);
      const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
      const ground = element.closest("svg") ? groundInDrawing(element, union(rectsOf(node))) : groundOf(element);
      const found = contrast(over(rgba(element.closest("svg") ? style.fill : style.color), ground), ground);
      if (found < (isLarge ? 3 : 4.5)) wrong.add(`${name(element)} has a contrast of ${found.toFixed(2)}`);
    }
    return [...wrong];
  };

  // 2.5.3: whoever speaks to the computer can say what a link shows; axe gives up where it shows a sign as well.
  const wordsOf = text => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  const unspeakable = () => all("a[aria-label], button[aria-label]")
    .filter(element => !` ${wordsOf(element.getAttribute("aria-label"))} `.includes(` ${wordsOf(element.textContent)} `) && wordsOf(element.textContent))
    .map(element => `${name(element)} is called "${element.getAttribute("aria-label")}"`);

  // Nothing moves, for those who asked for that.
  const moves = () => {
    const wrong = [];
    for (const element of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const time = Math.max(...style.transitionDuration.split(",").map(parseFloat));
        if (time > 0.01 && style.transitionProperty !== "none") wrong.push(`${name(element)}${part || ""} takes ${time} s to change`);
        if (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01) wrong.push(`${name(element)}${part || ""} moves: ${style.animationName}`);
      }
      if (getComputedStyle(element).scrollBehavior === "smooth") wrong.push(`${name(element)} scrolls smoothly`);
    }
    for (const details of document.querySelectorAll("details")) details.open = !details.open;
    for (const element of stops()) element.focus();
    for (const animation of document.getAnimations()) wrong.push(`an animation runs on ${name(animation.effect.target)}`);
    return wrong;
  };

  // What a reader of the paper must find: the texts of the main part, also those that a screen folds away, but for ways
  // around the site: navigation, boxes of nothing but links and their heading, and signs that lead back to the text; and
  // for what drawings are called, which aren't printed.
  const isWayAround = (node, main) => {
    const link = node.parentElement.closest("a[href^='#']");
    if (node.parentElement.closest("nav, svg.scene + .note") || (link && (link.matches(".back") || !/\p{L}/u.test(link.textContent)))) return true;
    for (let at = node.parentElement; at && at !== main; at = at.parentElement) {
      const isOther = text => !text.data.trim().endsWith(":") && !text.parentElement.closest("h2, h3, h4, h5, h6, a[href^='/'], a[href^='#']");
      if (at.querySelector("a[href^='/'], a[href^='#']") && !texts(at).some(isOther) && !at.matches("h1, h2, h3, h4, h5, h6")) return true;
    }
    return false;
  };
  const toPrint = () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
    const main = document.querySelector("main") || document.body;
    const pieces = texts(main).filter(node => /\p{L}|\p{N}/u.test(node.data) && !isWayAround(node, main));
    const addresses = [...main.querySelectorAll("a[href^='http']")].filter(link => !link.closest("nav") && new URL(link.href).host !== location.host);
    return { pieces: pieces.map(node => node.data), addresses: addresses.map(link => link.getAttribute("href")) };
  };

  const stored = async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(database => database.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  });

  const violations = [];
  document.addEventListener("securitypolicyviolation", event => violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));

  globalThis.checks = {
    fits, scrollers, targets, cutOff, overlaps, doubleText, spaceText, restoreText, remember, followed, unreached, isPastTheTop, faint, unspeakable, moves, toPrint, stored,
    violations: () => violations,
  };
})();
