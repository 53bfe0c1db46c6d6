/* Before Material's own script: search costs a page nothing until one searches.
   Material fetches the index, more than most pages weigh, and starts a worker
   on every page. Here both wait for the search box, or for an address that asks
   to have words of the index highlighted. The list of pages, which instant
   navigation needs, waits until the reader moves: to ask is slow on a phone. */
(() => {
  const form = document.forms.search;
  const wanted = new Promise((resolve) => {
    if (/[?&][hq]=/.test(location.search)) resolve();
    form.addEventListener("focusin", resolve, { once: true });
    const toggle = document.getElementById("__search");
    toggle.addEventListener("change", resolve, { once: true });
  });

  const moved = new Promise((resolve) => {
    for (const move of ["pointermove", "pointerdown", "keydown", "scroll"])
      addEventListener(move, resolve, { once: true, passive: true });
  });

  const { open, send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    const waits = { "search/search_index.json": wanted, "sitemap.xml": moved };
    for (const [file, sign] of Object.entries(waits))
      if (`${address}`.endsWith(`/${file}`))
        this.send = () => sign.then(() => send.call(this));
    return open.call(this, method, address, ...rest);
  };

  const { Worker } = window;
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      this.address = address;
    }
    postMessage(message) {
      if (!this.worker) {
        this.worker = new Worker(this.address);
        this.worker.onmessage = ({ data }) =>
          this.dispatchEvent(new MessageEvent("message", { data }));
      }
      this.worker.postMessage(message);
    }
  };

  /* First what readers came for, then Material's script. */
  requestAnimationFrame(() =>
    setTimeout(() => {
      const script = document.createElement("script");
      script.src = document.getElementById("__bundle").value;
      document.body.append(script);
    })
  );

  /* The buttons that Material's script adds to a block of code are no landmark
     of the page, and what is wider than the screen scrolls by keyboard too. */
  const reachable = new ResizeObserver((seen) => {
    for (const { target } of seen)
      target.tabIndex = target.scrollWidth > target.clientWidth ? 0 : -1;
  });
  const wide = ".md-typeset__scrollwrap, .highlight pre > code";
  const watch = (root) =>
    root.querySelectorAll(wide).forEach((each) => reachable.observe(each));
  watch(document);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.className === "md-code__nav") node.role = "none";
        else if (node instanceof Element) watch(node);
  }).observe(document.body, { childList: true, subtree: true });
})();
