"use strict";
// Each form is one request to the API: its fields, as JSON. What is left empty is left out.
const numbers = ["code", "calls", "speed"];

function objectOf(form, button) {
  const object = {};
  for (const [name, text] of new FormData(form, button)) {
    if (text === "") continue;
    const [field, inner] = name.split(".");
    if (inner) (object[field] ??= {})[inner] = text;
    else object[field] = text === "true" ? true : numbers.includes(field) ? Number(text) : text;
  }
  return object;
}

document.addEventListener("submit", async event => {
  event.preventDefault();
  const form = event.target, method = form.dataset.method ?? "POST";
  const request = {method};
  if (method === "POST") {
    request.headers = {"Content-Type": "application/json"};
    request.body = JSON.stringify(objectOf(form, event.submitter));
  }
  const said = document.getElementById("said");
  try {
    const answer = await fetch("/_/" + form.dataset.path, request);
    if (answer.ok) location.reload();
    else said.textContent = (await answer.json()).detail;
  } catch {
    said.textContent = "The sandbox does not answer; is it still running?";
  }
});
