"use strict";
// One ear for all tabs: a browser keeps six connections to a place open, and fifty tabs would need fifty.
const tabs = new Set();
let last = null;
const ear = new EventSource("events");
const tell = (what) => {
  last = what;
  for (const tab of tabs) tab.postMessage(what);
};
ear.onmessage = (message) => tell({ news: JSON.parse(message.data) });
ear.onerror = () => tell({ lost: true });
self.onconnect = (event) => {
  const tab = event.ports[0];
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab);
  if (last) tab.postMessage(last);
};
