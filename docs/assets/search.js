/* The worker that Material's script asks, in place of Material's own, of which it
   takes lunr. An entry is found that has most of what is typed, where a rare word
   is more than a common one; so what the book does not have finds nothing. The
   index weighs more than most pages, and waits for the first words. */
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the types of messages
const SHARE = 0.6; // of what is typed, at least
const MOST = 20; // places
const TEASER = 200; // characters
const WORD = /\d+(?:\.\d+)+|[\p{L}\p{N}_]+/gu;
// In names: CrossEntropyLoss, SmoothL1Loss, NLLLoss, ignore_index.
const PART = /_|(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

const words = (text) => text.match(WORD) ?? [];
const parts = (word) => word.split(PART).filter(Boolean);
const terms = (text) =>
  words(text).flatMap((word) =>
    PART.test(word) ? [word, ...parts(word)] : [word],
  );
const stem = (word) =>
  lunr.stemmer(new lunr.Token(word.toLowerCase())).toString();
const escaped = (text) =>
  text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt()};`);

/* Words of the book for what is typed, by patterns of docs/search.yml. */
function translator(synonyms) {
  const pairs = Object.entries(synonyms).map(([typed, meant]) => {
    const pattern = typed.replaceAll(" ", "[\\s.-]");
    const whole = `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;
    return [new RegExp(whole, "giu"), meant];
  });
  return (query) =>
    pairs.reduce((text, [typed, meant]) => text.replace(typed, meant), query);
}

/* The share of a title that was asked for: of two, the shorter one is meant. */
function ofTitle(title, stems) {
  const all = words(title.toLowerCase()).filter(lunr.stopWordFilter).map(stem);
  return all.filter((each) => stems.includes(each)).length / (all.length || 1);
}

class Search {
  constructor({ entries, synonyms }) {
    this.entries = entries;
    this.translated = translator(synonyms);
    const pages = {};
    for (const entry of entries)
      entry.page = pages[entry.location.split("#")[0]] ??= entry;
    this.index = lunr(function () {
      this.ref("at");
      this.field("title", { boost: 10 });
      this.field("page", { boost: 2, extractor: ({ page }) => page.title });
      this.field("text");
      this.tokenizer = (text) =>
        terms(text ?? "").map((term) => new lunr.Token(term.toLowerCase()));
      this.pipeline.reset();
      this.pipeline.add(lunr.stopWordFilter, lunr.stemmer);
      for (const [at, entry] of entries.entries())
        this.add({ ...entry, at }, { boost: entry.boost });
    });
  }

  /* A name that heads a section is searched as it is, others by their parts. */
  asked(query) {
    const all = words(this.translated(query)).flatMap((word) =>
      this.where(stem(word), { fields: ["title"] }).length
        ? [word]
        : parts(word),
    );
    const lower = all.map((word) => word.toLowerCase());
    return [...new Set(lower)].filter((word) => lunr.stopWordFilter(word));
  }

  where(term, how) {
    return this.index.query((query) =>
      query.term(term, { usePipeline: false, ...how }),
    );
  }

  /* Where a word is: as it is, else as a beginning, else with a slip. */
  places(word) {
    const wildcard = lunr.Query.wildcard.TRAILING;
    const ways = [
      () => this.where(stem(word), {}),
      () => this.where(word, { wildcard }),
      () => word.length > 4 && this.where(stem(word), { editDistance: 1 }),
    ];
    for (const way of ways) {
      const places = way();
      if (places.length) return places;
    }
    return [];
  }

  /* Entries, each the best of those that lead to one place; the best first. */
  find(query) {
    const asked = this.asked(query);
    const hits = new Map();
    let whole = 0;
    for (const word of asked) {
      const places = this.places(word);
      const weight = Math.log(1 + this.entries.length / (1 + places.length));
      // The numbers of an error are those of a reader's own tensors.
      if (places.length || /\D/.test(word)) whole += weight;
      for (const { ref, score, matchData } of places) {
        const entry = this.entries[ref];
        if (!hits.has(ref))
          hits.set(ref, { entry, weight: 0, score: 0, words: {}, stems: [] });
        const hit = hits.get(ref);
        hit.weight += weight;
        hit.score += score;
        hit.words[word] = true;
        hit.stems.push(...Object.keys(matchData.metadata));
      }
    }
    const found = [...hits.values()].filter((x) => x.weight >= SHARE * whole);
    for (const hit of found)
      hit.score *= hit.weight * (1 + ofTitle(hit.entry.title, hit.stems));
    const best = new Map();
    for (const hit of found.sort((a, b) => b.score - a.score))
      if (!best.has(hit.entry.location))
        best.set(hit.entry.location, { missing: asked, ...hit });
    return [...best.values()].slice(0, MOST);
  }
}

/* What Material's script shows: hits of one page that follow each other are one
   item, with the page at its head. */
function items(hits) {
  const found = [];
  for (const hit of hits) {
    const { page } = hit.entry;
    if (found.at(-1)?.page !== page)
      found.push(Object.assign([], { page, score: MOST - found.length }));
    found.at(-1).push(shown(hit, found.at(-1).score));
  }
  for (const item of found)
    if (!item.some(({ location }) => location === item.page.location)) {
      const { location, title } = item.page;
      const { terms } = item[0]; // which the page marks
      item.push({ location, title: escaped(title), score: 0, terms });
    }
  return found;
}

function shown({ entry, stems, words, missing }, score) {
  const isFound = (word) =>
    [word, ...parts(word)].some((part) => stems.includes(stem(part)));
  const marked = (text) =>
    text
      .split(new RegExp(`(${WORD.source})`, "gu"))
      .map((part, at) =>
        at % 2 && isFound(part) ? `<mark>${part}</mark>` : escaped(part),
      )
      .join("");
  const first = [...entry.text.matchAll(WORD)].find(([word]) => isFound(word));
  return {
    location: entry.location,
    title: marked(entry.title),
    text: entry.text && `<p>${marked(teaser(entry.text, first?.index ?? 0))}</p>`,
    score,
    terms: { ...Object.fromEntries(missing.map((x) => [x, false])), ...words },
  };
}

/* Some of a text, from the beginning of a sentence, or not far before a word. */
function teaser(text, at) {
  const sentence = text.lastIndexOf(". ", at) + 1;
  const near = text.lastIndexOf(" ", at - TEASER / 3) + 1;
  const from = at - sentence < TEASER / 2 ? sentence : near;
  const rest = text.slice(from);
  if (rest.length <= TEASER) return rest;
  return `${rest.slice(0, rest.lastIndexOf(" ", TEASER))} …`;
}

let setup, search;

async function start() {
  if (self.importScripts) {
    const theirs = location.hash.replace(/^.*assets\//, "");
    self.addEventListener = () => {}; // or Material's own worker answers, too
    importScripts(new URL(theirs, location));
  }
  const { docs } = setup;
  if (docs.entries) return new Search(docs);
  const answer = await fetch("../search/sections.json");
  return new Search(await answer.json());
}

onmessage = async ({ data: { type, data } }) => {
  if (type === SETUP) {
    setup = data;
    postMessage({ type: READY });
  } else if (type === QUERY) {
    const hits = data ? (await (search ??= start())).find(data) : [];
    postMessage({ type: RESULT, data: { items: items(hits) } });
  }
};
