/* Moves an explorer: lines that snippets/explorers/ computed, by its sliders.

   The markup, with the panels as they are at first, comes from
   lossbook/markdown/explorer_controls.py. The data, from
   lossbook/generate/explorers.py, register in window.explorers when their script runs;
   they are asked for when the explorer comes near the reader's view. Here
   nothing is computed. Where the sliders stand is written into the address, and
   read from it. */
customElements.get("loss-explorer") || (() => {
  const signed = (text) => String(text).replace("-", "−");
  const plain = (text) => text.replace("−", "-");

  /* A line's points where the sliders stand; one entry serves every place. */
  const pick = (nested, places) =>
    places.reduce((part, i) => part[part.length > 1 ? i : 0], nested);

  class Panel {
    constructor(svg, { xlim, lines }) {
      this.svg = svg;
      this.xlim = xlim;
      this.marker = svg.querySelector(".marker");
      this.lines = Object.values(lines).map((line, n) => ({
        ...line,
        path: svg.querySelector(`.line${n}:not(.dot)`),
        dot: svg.querySelector(`.line${n}.dot`),
      }));
    }

    /* What a place on the screen is across. */
    across(clientX) {
      const { left, width } = this.svg.getBoundingClientRect();
      const [low, high] = this.xlim;
      return low + ((clientX - left) / width) * (high - low);
    }

    /* Draw all lines, and say what each comes to, "" where it is more than a point. */
    draw(places, at, { unit, x }) {
      for (const end of x ? ["x1", "x2"] : [])
        this.marker.setAttribute(end, x[at]);
      return this.lines.map((line) => {
        const ys = pick(line.y, places);
        const xs = line.x ? pick(line.x, places) : x;
        const points = ys.map((y, i) => `${xs[i]} ${y}`);
        const one = ys.length === 1 ? 0 : line.x ? -1 : at;
        line.path.setAttribute("d", `M${points.join("L")}`);
        if (one < 0) return "";
        line.dot.setAttribute("d", `M${points[one]}h0`);
        const [a, b] = [xs[one], ys[one]].map((v) => signed((v / unit).toFixed(3)));
        return line.x ? `(${a}, ${b})` : b;
      });
    }
  }

  customElements.define("loss-explorer", class extends HTMLElement {
    connectedCallback() {
      this.near = new IntersectionObserver(
        (entries) => entries.some((e) => e.isIntersecting) && this.load(),
        { rootMargin: "600px" },
      );
      this.near.observe(this);
      this.gone = new AbortController();
    }

    disconnectedCallback() {
      this.near.disconnect();
      this.gone.abort();
      clearTimeout(this.due);
    }

    load() {
      this.near.disconnect();
      const { name } = this.dataset;
      if (window.explorers?.[name]) return this.start(window.explorers[name]);
      const script = document.createElement("script");
      script.src = this.querySelector("a.data").href;
      script.onload = () => this.start(window.explorers[name]);
      document.head.append(script);
    }

    start(data) {
      this.data = data;
      const all = (selector) => [...this.querySelectorAll(selector)];
      this.inputs = all("input");
      this.rows = all("tbody tr");
      this.values = all("var");
      this.panels = all(".panel").map((svg, n) => new Panel(svg, data.panels[n]));
      this.presets = Object.values(data.presets);
      this.buttons = all(".presets button");
      const starts = data.sliders.map(({ start }) => start);
      [...this.presets, starts].forEach((places, n) => {
        this.buttons[n].onclick = () => {
          this.move(places);
          this.note();
        };
      });
      this.oninput = () => this.draw();
      this.onchange = () => this.note();
      if (data.x) this.panels.forEach((panel) => this.follow(panel));
      const { signal } = this.gone, { pathname } = location;
      addEventListener("popstate", () => {
        if (location.pathname === pathname) this.restore();
      }, { signal });
      if (location.search.includes(this.key({ name: "" }))) this.restore();
      // The page shows the starts already; a slider may have been moved by now.
      else if (starts.some((place, n) => +this.inputs[n].value !== place)) this.draw();
      this.setAttribute("ready", "");
    }

    /* Let a pointer on a panel move the marker. */
    follow(panel) {
      const { x, unit } = this.data;
      const move = ({ clientX }) => {
        const to = panel.across(clientX) * unit;
        const far = x.map((each) => Math.abs(each - to));
        this.inputs.at(-1).value = far.indexOf(Math.min(...far));
        this.draw();
      };
      panel.svg.onpointermove = move;
      panel.svg.onpointerdown = (event) => {
        panel.svg.setPointerCapture(event.pointerId);
        move(event);
      };
      panel.svg.onpointerup = () => this.note();
    }

    /* Put each slider to its place, or leave it where there is none. */
    move(places) {
      places.forEach((place, n) => {
        if (place !== null) this.inputs[n].value = place;
      });
      this.draw();
    }

    draw() {
      const { data } = this;
      const places = this.inputs.map((input) => +input.value);
      this.inputs.forEach((input, n) => {
        const text = data.sliders[n].texts[places[n]];
        input.setAttribute("aria-valuetext", text);
        input.nextElementSibling.value = text;
      });
      for (const value of this.values) {
        const n = data.sliders.findIndex(({ name }) => name === value.dataset.slider);
        value.textContent = data.sliders[n].codes[places[n]];
      }
      this.presets.forEach((preset, n) => {
        const here = preset.every((place, i) => place === null || place === places[i]);
        this.buttons[n].setAttribute("aria-pressed", here);
      });
      const at = data.x && places.pop();
      this.panels.forEach((panel, column) => {
        const values = panel.draw(places, at, data).filter(Boolean);
        values.forEach((value, row) => {
          this.rows[row].cells[column + 1].textContent = value;
        });
      });
    }

    key({ name }) {
      return `${this.dataset.name}.${name}`;
    }

    /* Put the sliders where the address says, else where they were at first. */
    restore() {
      const asked = new URLSearchParams(location.search);
      this.move(this.data.sliders.map((slider) => {
        const place = slider.texts.map(plain).indexOf(asked.get(this.key(slider)));
        return place < 0 ? slider.start : place;
      }));
    }

    /* Write into the address what is not as it was at first. Not at once: browsers
       refuse to change it many times a second. */
    note() {
      clearTimeout(this.due);
      this.due = setTimeout(() => {
        const url = new URL(location);
        this.data.sliders.forEach((slider, n) => {
          const place = +this.inputs[n].value;
          if (place === slider.start) url.searchParams.delete(this.key(slider));
          else url.searchParams.set(this.key(slider), plain(slider.texts[place]));
        });
        url.hash = this.id;
        history.replaceState(history.state, "", url);
      }, 200);
    }
  });
})();
