// Makes the page live: answers as they come, what was said while the line was down, files with their progress.
// Everything here works without it as well, by forms.

const page = document.body.dataset;
const $ = (id) => document.getElementById(id);
const log = $("log"), text = $("text");
const BOX = "unsent/" + page.box; // what this chat has not got yet, kept on the phone
const LONGEST_WAIT = 30_000, FIRST_WAIT = 2_000, MOST_BYTES = 20 << 20, TOAST_MS = 6_000;
let newest = Number(page.newest), stream = null, wait = FIRST_WAIT, timer = 0, isSending = false;

// What waits to be sent

function unsent() {
  try { return JSON.parse(localStorage.getItem(BOX)) || []; } catch { return []; }
}

function keep(list) {
  try { localStorage.setItem(BOX, JSON.stringify(list)); } catch { /* a browser that keeps nothing still sends */ }
}

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (each) => each.toString(16).padStart(2, "0")).join("");
}

function add(fields) {
  const one = { key: newKey(), ...fields };
  keep([...unsent(), one]);
  if (fields.text) drawUnsent(one);
  sendAll();
}

async function sendAll() {
  if (isSending) return;
  isSending = true;
  clearTimeout(timer);
  try {
    for (let list = unsent(); list.length; list = unsent()) {
      await sendOne(list[0]);
      keep(unsent().filter((each) => each.key !== list[0].key));
      wait = FIRST_WAIT;
      offline(false);
    }
  } catch {
    offline(true);
    timer = setTimeout(sendAll, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }
  isSending = false;
}

// Throws while it may still arrive later; what the server will never take is given up.
async function sendOne(one) {
  const body = new URLSearchParams({ token: page.token, ...one });
  const answer = await fetch("/chat", { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
  if (answer.status === 429 || answer.status >= 500) throw new Error(answer.status);
  if ((answer.status === 401 || answer.status === 403) && !sessionStorage.again) {
    sessionStorage.again = "1"; // the page may be old; once is enough to know
    location.reload();
    throw new Error(answer.status);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) toast(told.problem || page.failed);
  else delete sessionStorage.again;
  if (!told.taken) document.querySelector(`[data-sent="${one.key}"]`)?.remove();
  listen();
}

function offline(on) {
  $("offline").hidden = !on;
}

// What is shown

function drawUnsent(one) {
  if (document.querySelector(`[data-sent="${one.key}"]`)) return;
  const message = document.createElement("div");
  message.className = "message mine waiting";
  message.dataset.sent = one.key;
  const words = Object.assign(document.createElement("div"), { className: "words", textContent: one.text });
  const note = Object.assign(document.createElement("time"), { textContent: page.sending });
  const bubble = Object.assign(document.createElement("div"), { className: "bubble" });
  bubble.append(words, note);
  message.append(bubble);
  log.append(message);
  toEnd();
}

function toEnd() {
  scrollTo(0, document.documentElement.scrollHeight);
}

function isAtEnd() {
  return innerHeight + scrollY > document.documentElement.scrollHeight - 240;
}

function draw(news) {
  newest = Math.max(newest, news.id);
  const made = document.createElement("template");
  made.innerHTML = news.html; // ours, with everything people wrote escaped
  const message = made.content.firstElementChild;
  const here = $("m" + news.id);
  if (here) {
    if (Number(here.dataset.revision) < news.revision) here.replaceWith(message);
    return;
  }
  const atEnd = isAtEnd();
  const sent = news.ours ? null : document.querySelector(`[data-sent="${news.key.replace(/-[0-9a-f]{8}$/, "")}"]`);
  const before = [...log.querySelectorAll("[data-day]")].pop();
  if (before?.dataset.day !== news.day) {
    log.insertBefore(Object.assign(document.createElement("p"), { className: "day", textContent: news.day }), sent);
  }
  if (sent) sent.replaceWith(message);
  else log.insertBefore(message, log.querySelector("[data-sent]"));
  log.querySelector(".empty")?.remove();
  if (news.ours && news.options) $("menu").open = false;
  if (atEnd) toEnd();
}

function toast(said) {
  $("toast").textContent = said;
  $("toast").hidden = false;
  setTimeout(() => { $("toast").hidden = true; }, TOAST_MS);
}

// What the server says. A page that nobody sees does not listen: then the phone is woken instead.

function listen() {
  if (stream || document.hidden || page.past === "1" || !window.EventSource) return;
  stream = new EventSource("/chat/events?after=" + newest);
  stream.onopen = () => { offline(false); sendAll(); };
  stream.onerror = () => {
    offline(!navigator.onLine);
    if (stream?.readyState !== EventSource.CLOSED) return;
    stream = null;
    setTimeout(listen, LONGEST_WAIT / 3);
  };
  stream.addEventListener("message", (event) => draw(JSON.parse(event.data)));
  stream.addEventListener("toast", (event) => toast(JSON.parse(event.data).text));
  stream.addEventListener("menu", (event) => {
    const menu = JSON.parse(event.data), atEnd = isAtEnd();
    $("menu").querySelector(".menu").innerHTML = menu.html;
    $("menu").hidden = !menu.shown;
    const last = log.querySelector(".ours:last-of-type");
    $("menu").open = menu.shown && !last?.querySelector(".options");
    if (atEnd) toEnd();
  });
  stream.addEventListener("over", () => location.reload());
}

function quiet() {
  stream?.close();
  stream = null;
}

// What people do

function say() {
  const said = text.value.trim();
  if (!said) return;
  text.value = "";
  grow();
  add({ text: said });
  text.focus();
}

function grow() {
  text.style.height = "auto";
  text.style.height = Math.min(text.scrollHeight + 2, 144) + "px";
}

$("say").onsubmit = (event) => { event.preventDefault(); say(); };
text.oninput = grow;
text.onkeydown = (event) => {
  // While a Vietnamese keyboard puts a word together, Enter ends the word and not the message; 229 is what old ones say.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  say();
};

$("words").onsubmit = (event) => {
  event.preventDefault();
  if (event.submitter) add({ text: event.submitter.value });
};

$("taps").onsubmit = (event) => {
  event.preventDefault();
  const pressed = event.submitter;
  if (!pressed || pressed.disabled) return;
  for (const each of pressed.closest(".options").querySelectorAll("button")) each.disabled = true;
  pressed.textContent = "➤ " + pressed.textContent;
  add({ press: pressed.value });
};

$("date-form").onsubmit = (event) => {
  event.preventDefault();
  const [year, month, date] = $("day").value.split("-");
  if (!date) return;
  $("more").open = false;
  add({ text: `${date}/${month}/${year}` });
};

// Files: with their progress; one that did not arrive is offered again.

function sendFile(input) {
  const file = input.files[0];
  if (!file) return;
  if (file.size > MOST_BYTES) { toast(page.tooBig); input.value = ""; return; }
  const form = new FormData(), request = new XMLHttpRequest(), bar = $("progress");
  form.append("token", page.token);
  form.append("key", newKey());
  form.append("file", file);
  bar.hidden = false;
  bar.value = 0;
  request.upload.onprogress = (event) => { bar.value = event.lengthComputable ? 100 * event.loaded / event.total : 0; };
  const ended = (taken) => {
    bar.hidden = true;
    if (taken) { input.value = ""; $("more").open = false; return; }
    let said = "";
    try { said = JSON.parse(request.responseText).problem; } catch { said = page.failed; }
    toast(said || page.failed);
  };
  request.onload = () => ended(request.status === 200);
  request.onerror = request.ontimeout = () => ended(false);
  request.open("POST", "/chat/file");
  request.setRequestHeader("X-Requested-With", "fetch");
  request.send(form);
  listen();
}

for (const each of document.querySelectorAll(".scripted")) each.hidden = false;
$("file").onchange = () => sendFile($("file"));
$("photo").onchange = () => sendFile($("photo"));
$("file-form").onsubmit = (event) => { event.preventDefault(); sendFile($("file")); };

// Being woken

async function subscribe() {
  const worker = await navigator.serviceWorker.register("/sw.js");
  if (await Notification.requestPermission() !== "granted") return toast(page.notNotified);
  const key = Uint8Array.from(atob(page.push.replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const headers = { "X-Form-Token": page.token, "X-Requested-With": "fetch", "Content-Type": "application/json" };
  const answer = await fetch("/push", { method: "POST", body: JSON.stringify(made), headers });
  toast(answer.ok ? page.notified : page.notNotified);
  if (answer.ok) $("notify").hidden = true;
}

if (page.push && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  $("notify").hidden = Notification.permission === "denied";
  $("notify").onclick = () => subscribe().catch(() => toast(page.notNotified));
}

document.addEventListener("visibilitychange", () => (document.hidden ? quiet() : listen()));
addEventListener("pagehide", quiet);
addEventListener("pageshow", listen);
addEventListener("online", () => { quiet(); listen(); sendAll(); });
addEventListener("offline", () => offline(true));

for (const each of unsent()) if (each.text) drawUnsent(each);
if (page.past !== "1") toEnd();
listen();
sendAll();
