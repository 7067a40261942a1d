"use strict";
// Each form is one request to the API: its fields, as JSON. What is left empty, or is
// not on show, is left out.
const numbers = ["code", "calls", "speed"];
const said = document.getElementById("said");

function objectOf(form, button) {
  const object = {};
  for (const [name, text] of new FormData(form, button)) {
    const label = form.querySelector(`label:has([name="${name}"])`);
    if (text === "" || label?.offsetParent === null) continue;
    const [field, inner] = name.split(".");
    if (inner) (object[field] ??= {})[inner] = text;
    else object[field] = text === "true" ? true : numbers.includes(field) ? Number(text) : text;
  }
  return object;
}

const writing = part => part.querySelector("input:focus, select:focus") ||
  [...part.querySelectorAll("input")].some(input => input.value !== input.defaultValue);

// What changes is shown anew: at once after a request, and by itself unless somebody is
// writing in it.
const latest = {};
async function refresh(atOnce) {
  const answer = await fetch("/_/");
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id), text = fresh.innerHTML;
    if (text === latest[part.id] || !atOnce && writing(part)) continue;
    const open = [...part.querySelectorAll("details[open]")].map(details => details.id);
    const at = [...part.querySelectorAll("button, summary")].indexOf(document.activeElement);
    latest[part.id] = text;
    part.replaceChildren(...fresh.childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    if (at >= 0) part.querySelectorAll("button, summary")[at]?.focus();
  }
}

const silence = "The sandbox does not answer; is it still running?";

async function send(form, button) {
  const method = form.dataset.method ?? "POST", request = {method};
  if (method === "POST") {
    request.headers = {"Content-Type": "application/json"};
    request.body = JSON.stringify(objectOf(form, button));
  }
  try {
    const answer = await fetch("/_/" + form.dataset.path, request);
    said.textContent = answer.ok ? "" : (await answer.json()).detail;
    if (answer.ok) await refresh(true);
  } catch {
    said.textContent = silence;
  }
}

async function look() {
  try {
    await refresh(false);
    if (said.textContent === silence) said.textContent = "";
  } catch {
    said.textContent = silence;
  }
}

document.addEventListener("submit", event => {
  event.preventDefault();
  send(event.target, event.submitter);
});

setInterval(() => document.hidden || look(), 2000);
