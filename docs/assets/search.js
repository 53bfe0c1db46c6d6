/* The worker that Material's script asks. The index weighs more than most pages,
   so it waits for the first words: then Material's own worker, whose address
   follows the # of this one's, gets it. Until then there is nothing to find. */
const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3; // the types of its messages
let setup, asked;

async function start() {
  const answer = await fetch("../search/sections.json");
  setup.docs = await answer.json();
  const address = location.hash.replace(/^.*assets\//, "");
  const worker = new Worker(new URL(address, location));
  worker.onmessage = ({ data }) => data.type !== READY && postMessage(data);
  worker.postMessage({ type: SETUP, data: setup });
  return worker;
}

onmessage = async ({ data: { type, data } }) => {
  if (type === SETUP) {
    setup = data;
    postMessage({ type: READY });
  } else if (data || asked) {
    asked ??= start();
    (await asked).postMessage({ type: QUERY, data });
  } else postMessage({ type: RESULT, data: { items: [] } });
};
