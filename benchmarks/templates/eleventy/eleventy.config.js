// Lists, topics, related pages, contents and dates as a user of Eleventy would write them, without plugins.
const PER_PAGE = 20;
const RELATED = 3;
const NEAREST = 4; // to either side, in the list of each topic

const chunks = (pages) =>
  Array.from({ length: Math.ceil(pages.length / PER_PAGE) }, (_, at) => pages.slice(at * PER_PAGE, (at + 1) * PER_PAGE));

const newestFirst = (api) => api.getFilteredByGlob("content/blog/article-*.md").reverse();

function byTopic(pages) {
  const lists = new Map();
  for (const page of pages) {
    for (const topic of page.data.topics) {
      if (!lists.has(topic)) lists.set(topic, []);
      lists.get(topic).push(page);
    }
  }
  return lists;
}

// The pages like each page, by its address: those that stand nearest in its topics' lists, compared by shared topics.
function related(pages) {
  const lists = byTopic(pages);
  const found = {};
  const candidates = new Map(pages.map((page) => [page, new Set()]));
  for (const list of lists.values()) {
    list.forEach((page, at) => {
      for (const other of list.slice(Math.max(0, at - NEAREST), at + NEAREST + 1)) if (other !== page) candidates.get(page).add(other);
    });
  }
  for (const [page, others] of candidates) {
    const mine = new Set(page.data.topics);
    const score = (other) => other.data.topics.reduce((sum, topic) => sum + (mine.has(topic) ? 1 / lists.get(topic).length : 0), 0);
    found[page.url] = [...others].map((other) => [score(other), other]).sort((a, b) => b[0] - a[0]).slice(0, RELATED).map(([, other]) => other);
  }
  return found;
}

// Gives each heading an id and a link to itself, and keeps what stands in it for the contents list.
function headings(markdown) {
  markdown.renderer.rules.heading_open = (tokens, at, options, environment, self) => {
    const text = tokens[at + 1].content;
    const id = text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    tokens[at].attrSet("id", id);
    return self.renderToken(tokens, at, options);
  };
  markdown.renderer.rules.heading_close = (tokens, at) => {
    const id = tokens[at - 2].attrGet("id");
    return ` <a class="anchor" href="#${id}" aria-hidden="true" tabindex="-1">#</a></${tokens[at].tag}>\n`;
  };
}

export default function (config) {
  config.amendLibrary("md", (markdown) => markdown.set({ typographer: true }).use(headings));
  config.addPassthroughCopy({ assets: "assets" });

  config.addCollection("articles", newestFirst);
  config.addCollection("lists", (api) => chunks(newestFirst(api)));
  config.addCollection("related", (api) => related(newestFirst(api)));
  config.addCollection("topics", (api) =>
    [...byTopic(newestFirst(api))].map(([id, pages]) => ({ id, pages: pages.slice(0, PER_PAGE), updated: pages[0].date })));
  config.addCollection("topicLists", (api) =>
    [...byTopic(newestFirst(api))].flatMap(([id, pages]) =>
      chunks(pages).map((part, at, all) => ({ id, pages: part, number: at + 1, count: all.length }))));

  config.addFilter("contents", (html) => [...html.matchAll(/<h2 id="([^"]*)">(.*?) <a class="anchor"/g)].map(([, id, text]) => ({ id, text })));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("time", (date) => date.toISOString().replace(".000", ""));
  const long = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" });
  config.addFilter("longDay", (date) => long.format(date));
  config.addFilter("minutes", (html) => Math.ceil(html.split(/\s+/).length / 200));
  config.addFilter("dollars", (amount) => `$${amount.toLocaleString("en-US")}`);
  config.addFilter("around", (articles, url) => {
    config.places ??= new WeakMap();
    if (!config.places.has(articles)) config.places.set(articles, new Map(articles.map((page, at) => [page.url, at])));
    const at = config.places.get(articles).get(url);
    return { previous: articles[at - 1], next: articles[at + 1] };
  });

  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: "njk",
    htmlTemplateEngine: "njk",
  };
}
