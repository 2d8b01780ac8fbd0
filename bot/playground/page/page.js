// The page: clock, switches, log, and which phones are shown.

import { PhoneOnScreen } from "./phone.js";
import { el, t, toggleLanguage, translate } from "./words.js";

const HOUR = 3_600_000;
const MOST_CALLS = 150;
const AGAIN_MS = 2000;
const people = new Map();
const shown = [];
const screens = [];
let clock = null;
let hasWalked = false;
let received = 0;

if (location.search) history.replaceState(null, "", location.pathname);

async function post(address, body = {}) {
  const what = body instanceof Blob ? { body } : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  try {
    const answer = await fetch(address, { method: "POST", ...what });
    if (answer.status === 403) sayRefused();
    return answer.ok;
  } catch {
    sayLost();
    return false;
  }
}

function say(text) {
  document.getElementById("connection").textContent = text;
}

function sayLost() {
  say(t("Mất liên lạc với chương trình, đang nối lại…", "Lost the program, reconnecting…"));
}

function sayRefused() {
  const address = `${location.origin}/?key=…`;
  say(t(`Chương trình đã có khoá mới: hãy mở địa chỉ ${address} mà nó vừa in ra.`, `The program has a new key: open the address ${address} that it has just printed.`));
}

// The browser goes on by itself after a lost line, but never after a refusal: then the program is asked why, again and again.
async function listenAgain() {
  const answer = await fetch("./").catch(() => null);
  if (answer?.status === 403) sayRefused();
  setTimeout(listen, AGAIN_MS);
}

function listen() {
  const events = new EventSource("events");
  events.onopen = () => say("");
  events.onerror = () => {
    if (events.readyState !== EventSource.CLOSED) return sayLost();
    listenAgain();
  };
  events.onmessage = (event) => {
    const news = JSON.parse(event.data);
    handlers[news.type](news);
  };
}

const handlers = {
  everything(news) {
    people.clear();
    for (const view of news.phones) people.set(view.user, view);
    if (!shown.length) {
      const all = [...people.values()], zalo = all.filter((view) => view.skin === "zalo");
      shown.push(...[...all.filter((view) => view.skin !== "zalo").slice(0, 2), ...zalo.slice(0, 1)].map((view) => view.user));
    }
    showPhones();
    handlers.clock(news);
  },
  phone(view) {
    people.set(view.user, view);
    const index = shown.indexOf(view.user);
    if (index >= 0) screens[index].show(view, [...people.values()]);
  },
  clock(news) {
    clock = news;
    received = performance.now();
    showClock();
  },
  toast: (news) => screenOf(news.chat)?.toast(news.text, news.alert),
  call(news) {
    if (news.method === "sendChatAction" && !news.refused) screenOf(news.chat)?.typing(true);
    logCall(news);
  },
};

function screenOf(user) {
  return screens[shown.indexOf(user)];
}

function showPhones() {
  const place = document.getElementById("phones");
  while (screens.length < shown.length) {
    const index = screens.length;
    const screen = new PhoneOnScreen(post, (user) => switchTo(index, user));
    translate(screen.root);
    screens.push(screen);
    place.append(screen.root);
  }
  shown.forEach((user, index) => screens[index].show(people.get(user), [...people.values()]));
}

// Nobody is on both phones: choosing who is on the other one swaps them.
function switchTo(index, user) {
  const other = shown.indexOf(user);
  if (other >= 0) shown[other] = shown[index];
  shown[index] = user;
  showPhones();
}

function showClock() {
  if (!clock) return;
  const flowing = new Date(clock.now + (clock.busy ? 0 : performance.now() - received) + 7 * HOUR);
  document.getElementById("time").textContent = flowing.toISOString().slice(11, 19);
  document.getElementById("day").textContent = clock.day;
  document.body.classList.toggle("busy", clock.busy);
  for (const button of document.querySelectorAll("[data-step], #reset")) button.disabled = clock.busy;
  document.querySelector("[data-step=next]").disabled = clock.busy || !clock.next;
  const none = [...people.values()].some(hasJoined) ? t("Không còn lần nhắc nào.", "No more reminders.") : t("Chưa có ai để nhắc.", "Nobody to remind yet.");
  showGuide();
  const coming = clock.next ? `${t("Kế tiếp", "Next")}: ${clock.next.label} – ${clock.next.at}` : none;
  document.getElementById("next").textContent = clock.busy ? t("Đang đi qua từng mốc…", "Walking through every moment…") : coming;
  for (const button of document.querySelectorAll("[data-switch]")) button.setAttribute("aria-pressed", clock.switches[button.dataset.switch]);
}

// Whoever has joined has the menu.
function hasJoined(view) {
  return view.keyboard.length > 0;
}

// What to do next, in one line.
function showGuide() {
  const waiting = shown.map((user) => people.get(user)).filter((view) => view.skin !== "zalo" && !hasJoined(view));
  const guide = document.getElementById("guide"), text = waiting.length ? joining(waiting) : walking();
  if (guide.textContent !== text) guide.textContent = text;
  guide.hidden = !waiting.length && hasWalked;
}

function joining(waiting) {
  const names = waiting.map((view) => view.name).join(", ");
  const [officer, ...chairs] = people.values();
  if (!hasJoined(officer) && chairs.some((view) => view.skin !== "zalo" && !view.start)) return t(
    `Bước 1: trên máy của ${officer.name}, bấm Bắt đầu và trả lời Trợ lý. Sau đó cán bộ trao mã mời cho các chủ tịch.`,
    `Step 1: on the phone of ${officer.name}, press Start and answer the bot. The officer then gives the chairs their codes.`);
  if (!waiting.every((view) => view.start)) return t(
    "Bước 2: trên máy cán bộ, bấm 🧭 Các bước chuẩn bị. Có mã mời rồi thì gõ mã trên máy chủ tịch.",
    "Step 2: on the officer's phone, press 🧭 Các bước chuẩn bị. Then type an invite code on the chair's phone.");
  return t(
    `Bước 1: trên máy của ${names}, bấm Bắt đầu rồi trả lời cho đến khi thấy “Đã kết nối”. Máy Zalo thì gõ mã.`,
    `Step 1: on the phone of ${names}, press Start and answer until you see “Đã kết nối”. On Zalo, type the code.`);
}

function walking() {
  return t(
    "Bước 2: trên máy chủ tịch, bấm 📅 Đăng ký phát động. Bước 3: bấm Đến lần nhắc kế tiếp ở trên và xem tin nhắc đến.",
    "Step 2: on the chair's phone, press 📅 Đăng ký phát động. Step 3: press To the next reminder above and watch it arrive.");
}

function logCall(news) {
  const who = people.get(news.chat);
  const line = el("li", { className: news.refused ? "refused" : "" }, el("code", {}, news.method), who ? el("b", {}, who.name) : "", el("span", {}, news.refused || news.text));
  const calls = document.getElementById("calls");
  calls.prepend(line);
  while (calls.childElementCount > MOST_CALLS) calls.lastElementChild.remove();
}

for (const button of document.querySelectorAll("[data-step]")) {
  button.onclick = () => {
    hasWalked = true;
    post("clock", { step: button.dataset.step });
  };
}
document.getElementById("more").onclick = (event) => {
  const open = document.body.classList.toggle("tools-open");
  event.target.setAttribute("aria-expanded", open);
};
for (const button of document.querySelectorAll("[data-switch]")) {
  button.onclick = () => post("switches", { name: button.dataset.switch, on: button.getAttribute("aria-pressed") !== "true" });
}
document.getElementById("reset").onclick = () => {
  document.getElementById("calls").replaceChildren();
  post("reset");
};
document.getElementById("language").onclick = () => {
  toggleLanguage();
  showLanguage();
};

function showLanguage() {
  translate(document.body);
  document.getElementById("language").textContent = t("English", "Tiếng Việt");
  for (const screen of screens) screen.translate();
  showPhones();
  showClock();
}

if (matchMedia("(max-width: 1500px)").matches) document.getElementById("log").open = false;
showLanguage();
setInterval(showClock, 1000);
listen();
