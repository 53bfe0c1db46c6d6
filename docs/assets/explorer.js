/* Draws an explorer: lines that snippets/explorers/ computed, over its sliders.

   The markup comes from lossbook/markdown/explorer_controls.py. The data, from
   lossbook/generate/explorers.py, register in window.explorers when their script runs;
   they are asked for when the explorer comes near the reader's view. Here
   nothing is computed but places on the screen. */
customElements.get("loss-explorer") || (() => {
  const [LEFT, TOP, RIGHT, BOTTOM] = [46, 30, 8, 42];

  /* Add an SVG element. */
  function add(parent, tag, attributes, text = "") {
    const uri = "http://www.w3.org/2000/svg";
    const child = document.createElementNS(uri, tag);
    for (const name in attributes) child.setAttribute(name, attributes[name]);
    child.textContent = text;
    return parent.appendChild(child);
  }

  const signed = (text) => String(text).replace("-", "−");

  /* At most eight round numbers of a range. */
  function ticks([low, high]) {
    const rough = (high - low) / 7;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
    const found = [];
    for (let n = Math.ceil(low / step); n * step <= high; n++)
      found.push(+(n * step).toPrecision(6));
    return found;
  }

  /* A line's points where the sliders stand; one entry serves every place. */
  const pick = (nested, cell) =>
    cell.reduce((part, i) => part[part.length > 1 ? i : 0], nested);

  class Panel {
    constructor(svg, panel, data, xlabel) {
      const { width, height } = svg.viewBox.baseVal;
      const w = width - LEFT - RIGHT, h = height - TOP - BOTTOM;
      const xlim = panel.xlim || [data.x[0], data.x.at(-1)];
      const scale = ([low, high], size) => (v) =>
        +(((v - low) / (high - low)) * size).toFixed(2);
      const up = scale(panel.ylim, h);
      this.x = scale(xlim, w);
      this.y = (v) => h - up(v);
      this.place = (clientX) => {
        const at = (clientX - svg.getBoundingClientRect().left) / svg.clientWidth;
        return xlim[0] + ((at * width - LEFT) / w) * (xlim[1] - xlim[0]);
      };
      const grid = add(svg, "g", { class: "grid", transform: `translate(${LEFT} ${TOP})` });
      for (const t of ticks(xlim)) {
        add(grid, "path", { d: `M${this.x(t)} 0V${h}` });
        add(grid, "text", { x: this.x(t), y: h + 17, "text-anchor": "middle" }, signed(t));
      }
      for (const t of ticks(panel.ylim)) {
        add(grid, "path", { d: `M0 ${this.y(t)}H${w}` });
        add(grid, "text", { x: -7, y: this.y(t) + 4, "text-anchor": "end" }, signed(t));
      }
      add(grid, "path", { class: "frame", d: `M0 0V${h}H${w}` });
      add(grid, "text", { class: "title", x: 0, y: -12 }, panel.title);
      add(grid, "text", { x: w / 2, y: h + 36, "text-anchor": "middle" }, panel.xlabel || xlabel);
      const inner = add(svg, "svg", { x: LEFT, y: TOP, width: w, height: h });
      this.marker = add(inner, "path", { class: "marker" });
      this.height = h;
      this.lines = Object.values(panel.lines).map((line, n) => ({
        ...line,
        path: add(inner, "path", { class: `line${n}` }),
        dot: add(inner, "path", { class: `line${n} dot` }),
      }));
    }

    /* Draw all lines, and say what each comes to at the marker. */
    draw(cell, at, { unit, x }) {
      if (x) this.marker.setAttribute("d", `M${this.x(x[at])} 0V${this.height}`);
      return this.lines.map((line) => {
        const ys = pick(line.y, cell).map((v) => v / unit);
        const xs = line.x ? pick(line.x, cell).map((v) => v / unit) : x;
        const point = (i) => `${this.x(xs[i])} ${this.y(ys[i])}`;
        const one = ys.length === 1 ? 0 : line.x ? -1 : at;
        line.path.setAttribute("d", `M${ys.map((_, i) => point(i)).join("L")}`);
        if (one < 0) return "";
        line.dot.setAttribute("d", `M${point(one)}h0`);
        const [a, b] = [xs[one], ys[one]].map((v) => signed(v.toFixed(3)));
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
    }

    disconnectedCallback() {
      this.near.disconnect();
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
      const svgs = [...this.querySelectorAll(".panels svg")];
      const inputs = [...this.querySelectorAll("input")];
      const rows = [...this.querySelectorAll("tbody tr")];
      const marker = data.x && inputs.at(-1);
      const panels = svgs.map(
        (svg, n) => new Panel(svg, data.panels[n], data, data.sliders.at(-1).label),
      );
      const draw = () => {
        const cell = inputs.map((input, n) => {
          const text = data.sliders[n].texts[+input.value];
          input.setAttribute("aria-valuetext", text);
          input.nextElementSibling.value = text;
          return +input.value;
        });
        const at = marker && cell.pop();
        panels.forEach((panel, column) => {
          panel.draw(cell, at, data).forEach((said, row) => {
            rows[row].cells[column + 1].textContent = said;
          });
        });
      };
      this.addEventListener("input", draw);
      if (marker) svgs.forEach((svg, n) => {
        const move = (event) => {
          const to = panels[n].place(event.clientX);
          const far = data.x.map((x) => Math.abs(x - to));
          marker.value = far.indexOf(Math.min(...far));
          draw();
        };
        svg.onpointermove = svg.onpointerdown = move;
      });
      draw();
      this.setAttribute("ready", "");
    }
  });
})();
