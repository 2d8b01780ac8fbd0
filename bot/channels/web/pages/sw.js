// Shows what waits when the page is closed. Nothing is kept on the phone.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  let text = "";
  try {
    text = event.data.json().text;
  } catch {
    text = "";
  }
  const shown = self.registration.showNotification("Trợ lý thi đua", { body: text, tag: "thidua", lang: "vi" });
  event.waitUntil(shown);
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil((async () => {
    const open = await self.clients.matchAll({ type: "window" });
    const here = open.find((each) => new URL(each.url).pathname === "/chat");
    return here ? here.focus() : self.clients.openWindow("/chat#end");
  })());
});
