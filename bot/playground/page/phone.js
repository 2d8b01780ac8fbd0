// One phone: draws what the server says and sends what the person does.

import { el, rich, t, translate } from "./words.js";

const LONG_TEXT = "Công đoàn cơ sở thi đua lao động giỏi. ".repeat(130).slice(0, 5000);
const MOST_BYTES = 60 << 20; // the playground's server reads no more than 64 MB at once
const TOAST_MS = 3500;
const TYPING_MS = 5000;
const NEAR_END = 40; // pixels; whoever is that near to the end of the chat follows it
const STAYING = ["tap", "block"]; // what one does without leaving the place where one reads

export class PhoneOnScreen {
  constructor(post, onSwitch) {
    this.post = post;
    this.root = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.drawn = new Map();
    this.find = (selector) => this.root.querySelector(selector);
    this.find(".who").onchange = (event) => onSwitch(Number(event.target.value));
    this.find(".block").onclick = () => this.act("block", { on: !this.view.blocked });
    this.find(".chat").onclick = () => this.closeMenus();
    this.find(".chat").onscroll = () => this.noteScroll();
    this.find(".newer").onclick = () => this.follow();
    new ResizeObserver(() => this.keepUp()).observe(this.find(".chat"));
    this.find(".write").onsubmit = (event) => this.send(event);
    this.find(".own-file").onchange = (event) => this.sendFile(event.target);
    this.menu(".open-attach", ".attach");
    this.menu(".open-commands", ".commands");
    for (const button of this.root.querySelectorAll("[data-send]")) button.onclick = () => this.attach(button.dataset.send);
  }

  act(action, body = {}) {
    if (!STAYING.includes(action)) this.follow();
    return this.post(`${this.isZalo ? "zalo" : "phones"}/${this.view.user}/${action}`, body);
  }

  get isZalo() {
    return this.view.skin === "zalo";
  }

  // What did not arrive comes back into the box, before what was typed since.
  async send(event) {
    event.preventDefault();
    const input = this.find(".typed"), text = input.value;
    if (!text.trim()) return;
    input.value = "";
    input.focus();
    if (!(await this.act("say", { text }))) input.value = [text, input.value].filter(Boolean).join(" ");
  }

  menu(opener, menu) {
    this.find(opener).onclick = () => {
      const open = this.find(menu).hidden;
      this.closeMenus();
      this.find(menu).hidden = !open;
      this.find(opener).setAttribute("aria-expanded", open);
      if (open) this.find(menu).querySelector("button")?.focus();
    };
    this.find(menu).onkeydown = (event) => {
      if (event.key !== "Escape") return;
      this.closeMenus();
      this.find(opener).focus();
    };
  }

  closeMenus() {
    for (const menu of this.root.querySelectorAll(".menu")) menu.hidden = true;
    for (const opener of this.root.querySelectorAll("[aria-expanded]")) opener.setAttribute("aria-expanded", false);
  }

  attach(kind) {
    this.closeMenus();
    if (kind === "file") this.find(".own-file").click();
    else if (kind === "long") this.act("say", { text: LONG_TEXT });
    else if (kind === "foreign") this.act("contact", { own: false });
    else this.act(kind);
  }

  // The input is emptied so that the same file can be chosen again.
  async sendFile(input) {
    const [file] = input.files;
    if (!file) return;
    if (file.size > MOST_BYTES) this.toast(t("Phòng thử chỉ nhận tệp đến 60 MB.", "The playground takes files of up to 60 MB."), true);
    else if (this.isZalo) await this.act("file", { name: file.name });
    else {
      this.follow();
      await this.post(`files/${this.view.user}?name=${encodeURIComponent(file.name)}`, file);
    }
    input.value = "";
  }

  show(view, everyone) {
    if (this.view?.user !== view.user) this.startFresh(view);
    this.view = view;
    const who = this.find(".who");
    const alike = everyone.filter((one) => one.skin === view.skin);
    who.replaceChildren(...alike.map((one) => el("option", { value: one.user, textContent: `${one.name} – ${one.title}` })));
    who.value = view.user;
    who.title = `${view.name} – ${view.title}`;
    who.disabled = alike.length < 2 || (!this.isZalo && alike.length < 3);
    this.find(".bot").textContent = view.bot;
    this.find(".face").textContent = view.bot.trim().charAt(0).toUpperCase();
    this.showBlock();
    this.showCommands();
    this.showMessages();
    this.showKeyboard();
    this.keepUp();
  }

  startFresh(view) {
    this.known = null;
    this.follows = true;
    this.root.dataset.testid = `phone-${view.user}`;
    this.root.classList.toggle("zalo", view.skin === "zalo");
    for (const one of this.root.querySelectorAll("[data-only]")) one.hidden = one.dataset.only !== (view.skin ?? "telegram");
    this.drawn.clear();
    this.find(".chat").replaceChildren();
    this.find(".toast").hidden = true;
  }

  showBlock() {
    const block = this.find(".block");
    block.textContent = this.view.blocked ? t("Bỏ chặn bot", "Unblock the bot") : t("Chặn bot", "Block the bot");
    block.setAttribute("aria-pressed", this.view.blocked);
    this.root.classList.toggle("blocked", this.view.blocked);
    for (const field of this.find(".write").elements) field.disabled = this.view.blocked;
    this.find(".typed").placeholder = this.view.blocked ? t("Đã chặn bot", "The bot is blocked") : t("Nhắn tin…", "Message…");
  }

  showCommands() {
    this.find(".open-commands").hidden = !this.view.commands.length;
    this.find(".commands").replaceChildren(...this.view.commands.map(({ command, description }) => {
      const say = () => { this.closeMenus(); this.act("say", { text: "/" + command }); };
      return el("button", { type: "button", onclick: say }, el("b", {}, "/" + command), " ", description);
    }));
  }

  showMessages() {
    const chat = this.find(".chat"), { messages } = this.view;
    this.announce(messages);
    const before = this.drawn;
    this.drawn = new Map();
    const nodes = messages.length ? [] : [this.emptyChat()];
    let day = "";
    for (const message of messages) {
      if (message.day !== day) nodes.push(this.keep(before, "day " + message.day, () => el("div", { className: "day-line" }, el("span", {}, message.day))));
      day = message.day;
      nodes.push(this.keep(before, JSON.stringify(message), () => this.bubble(message)));
    }
    place(chat, nodes);
    const pinned = messages.filter((message) => message.pinned).at(-1);
    this.find(".pinned").hidden = !pinned;
    this.find(".pinned").textContent = pinned ? "📌 " + pinned.text.split("\n")[0] : "";
    if (messages.length && !messages.at(-1).mine) this.typing(false);
  }

  // What arrives while somebody reads further up is not in sight: say so.
  announce(messages) {
    const arrived = this.known && messages.some((message) => !message.mine && !this.known.has(message.id));
    this.known = new Set(messages.map((message) => message.id));
    if (this.follows) this.find(".newer").hidden = true;
    else if (arrived) this.find(".newer").hidden = false;
  }

  follow() {
    this.follows = true;
    this.keepUp();
  }

  keepUp() {
    if (!this.follows) return;
    const chat = this.find(".chat");
    chat.scrollTop = chat.scrollHeight;
    this.top = chat.scrollTop;
    this.find(".newer").hidden = true;
  }

  // Only going up is leaving the end: a keyboard that opens moves the end away, and nobody scrolled.
  noteScroll() {
    const chat = this.find(".chat"), wentUp = chat.scrollTop < this.top;
    this.top = chat.scrollTop;
    if (chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR_END) this.follows = true;
    else if (wentUp) this.follows = false;
    if (this.follows) this.find(".newer").hidden = true;
  }

  keep(before, key, make) {
    const node = before.get(key) ?? make();
    this.drawn.set(key, node);
    return node;
  }

  emptyChat() {
    const start = () => this.act("start", { payload: this.view.start });
    return el("div", { className: "empty" },
      el("p", { className: "about" }, this.view.about || t("Chưa có tin nhắn nào.", "No messages yet.")),
      this.isZalo ? "" : button("start", t("Bắt đầu", "Start"), start),
      el("p", { className: "hint" }, this.view.hint));
  }

  bubble(message) {
    const box = el("div", { className: `message ${message.mine ? "mine" : "theirs"} kind-${message.kind}` });
    box.dataset.testid = "message";
    box.dataset.message = message.id;
    const body = el("div", { className: "bubble" }, ...this.attachment(message));
    const say = (text) => this.act("say", { text });
    if (message.text) body.append(el("div", { className: "words" }, ...rich(message.text, message.entities, say)));
    body.append(meta(message));
    if (message.reaction) body.append(el("span", { className: "reaction" }, message.reaction));
    box.append(body);
    if (message.buttons.length) box.append(this.inline(message));
    return box;
  }

  inline(message) {
    return el("div", { className: "inline" }, ...message.buttons.map((row) => el("div", { className: "row" }, ...row.map((one) => {
      if (one.url) return el("a", { className: "button", href: /^https?:/i.test(one.url) ? one.url : "#", target: "_blank", rel: "noopener noreferrer" }, one.text, " ↗");
      const press = one.copy ? () => navigator.clipboard?.writeText(one.copy) : () => this.act("tap", { message: message.id, data: one.data });
      return button("inline-button", one.text, press, one.style ?? "plain");
    }))));
  }

  attachment({ id, kind, attachment }) {
    const address = this.isZalo ? `zalo/${this.view.user}/attachments/${id}` : `attachments/${this.view.user}/${id}`;
    if (kind === "photo" && attachment.width > 1) return [el("img", { src: address, alt: t("Ảnh", "Photo"), width: attachment.width, height: attachment.height })];
    if (kind === "document") {
      const size = `${Math.max(1, Math.round(attachment.size / 1024))} KB`;
      return [el("a", { className: "file", href: address, download: attachment.name }, "📄 ", el("b", {}, attachment.name), el("small", {}, size))];
    }
    const words = { sticker: () => attachment.name, voice: () => `🎤 ${t("Tin nhắn thoại", "Voice note")} 0:0${attachment.seconds}`, contact: () => `☎️ ${attachment.name}` };
    return words[kind] ? [el("div", { className: "thing" }, words[kind]())] : [];
  }

  showKeyboard() {
    const keyboard = this.find(".keyboard"), key = JSON.stringify(this.view.keyboard);
    keyboard.hidden = !this.view.keyboard.length || this.view.blocked;
    if (keyboard.dataset.shown === key) return;
    keyboard.dataset.shown = key;
    keyboard.replaceChildren(...this.view.keyboard.map((row) => el("div", { className: "row" }, ...row.map((label) => button("keyboard-button", label, () => this.act("press", { label }))))));
  }

  toast(text, alert) {
    const toast = this.find(".toast");
    toast.textContent = text;
    toast.hidden = !text;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { toast.hidden = true; }, alert ? 3 * TOAST_MS : TOAST_MS);
  }

  typing(on) {
    this.find(".status").textContent = on ? t("đang nhập…", "typing…") : "bot";
    clearTimeout(this.typingTimer);
    if (on) this.typingTimer = setTimeout(() => this.typing(false), TYPING_MS);
  }

  translate() {
    translate(this.root);
    this.drawn.clear();
  }
}

function button(testid, text, onclick, className = "plain") {
  const element = el("button", { type: "button", className: `button ${className}`, onclick }, text);
  element.dataset.testid = testid;
  return element;
}

function meta(message) {
  const signs = [message.silent ? "🔕" : "", message.edited ? t("đã sửa", "edited") : "", message.time];
  return el("span", { className: "meta" }, signs.filter(Boolean).join(" "));
}

// Put the nodes there in this order, moving nothing that already stands right: focus and selection stay.
function place(parent, nodes) {
  nodes.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
  while (parent.childNodes.length > nodes.length) parent.lastChild.remove();
}
