// Runs inside V8, after MathJax's own files: typesets one page's formulas.
MathJax.startup.getComponents();
MathJax.startup.makeMethods();

// [[tex, display], …] → {defs, formulas: [{svg, mml} | {error}, …]} as JSON.
function typesetPage(request) {
  const {adaptor, document} = MathJax.startup;
  document.outputJax.clearFontCache();
  const formulas = JSON.parse(request).map(([tex, display]) => {
    try {
      const container = MathJax.tex2svg(tex, {display});
      return {
        svg: adaptor.outerHTML(adaptor.firstChild(container)),
        mml: MathJax.tex2mml(tex, {display}),
      };
    } catch (error) {
      return {error: error.message};
    }
  });
  const defs = adaptor.innerHTML(document.outputJax.fontCache.getCache());
  return JSON.stringify({defs, formulas});
}
