// Making elements, speaking two languages, and drawing text with entities. No HTML is ever parsed from data.

let english = localStorage.getItem("language") === "en";

export function t(vietnamese, inEnglish) {
  return english ? inEnglish : vietnamese;
}

export function toggleLanguage() {
  english = !english;
  localStorage.setItem("language", english ? "en" : "vi");
}

// Every element that carries its English keeps its Vietnamese beside it.
export function translate(root) {
  document.documentElement.lang = english ? "en" : "vi";
  for (const [attribute, target] of [["en", null], ["enLabel", "aria-label"], ["enPlaceholder", "placeholder"]]) {
    const name = attribute.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase());
    for (const element of root.querySelectorAll(`[data-${name}]`)) {
      const kept = "vi" + attribute;
      element.dataset[kept] ??= target ? element.getAttribute(target) : element.textContent;
      const text = english ? element.dataset[attribute] : element.dataset[kept];
      if (target) element.setAttribute(target, text);
      else element.textContent = text;
    }
  }
}

export function el(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", spoiler: "span",
  blockquote: "blockquote", expandable_blockquote: "blockquote", date_time: "time",
};

// Entities are sorted by where they begin, the longer first: each one holds those inside it.
export function rich(text, entities, onCommand, from = 0, to = text.length) {
  const nodes = [];
  let place = from;
  for (let i = 0; i < entities.length; i++) {
    const { offset, length } = entities[i];
    if (offset < place || offset + length > to) continue;
    const inside = entities.slice(i + 1).filter((other) => other.offset < offset + length);
    nodes.push(text.slice(place, offset), mark(text, entities[i], inside, onCommand));
    place = offset + length;
    if (/pre|blockquote/.test(entities[i].type) && text[place] === "\n") place++; // a block ends its line itself
  }
  nodes.push(text.slice(place, to));
  return nodes;
}

function mark(text, entity, inside, onCommand) {
  const children = rich(text, inside, onCommand, entity.offset, entity.offset + entity.length);
  if (entity.type === "text_link" && /^(https?:\/\/|mailto:|tel:)/i.test(entity.url)) {
    return el("a", { href: entity.url, target: "_blank", rel: "noopener noreferrer" }, ...children);
  }
  if (entity.type === "bot_command") {
    const command = text.slice(entity.offset, entity.offset + entity.length);
    return el("button", { type: "button", className: "command", onclick: () => onCommand(command) }, command);
  }
  const element = el(TAGS[entity.type] ?? "span", {}, ...children);
  if (entity.type === "spoiler") {
    element.className = "spoiler";
    element.onclick = () => element.classList.add("open");
  }
  return element;
}
