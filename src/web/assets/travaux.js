// Travaux: the small script. Everything works without it.
"use strict";

const each = (selector, act) => document.querySelectorAll(selector).forEach((node) => act(node));
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// A form's fields, without files.
const fieldsOf = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
const post = (url, form, more) => fetch(url, {
  method: "POST", body: fieldsOf(form), credentials: "same-origin", mode: "same-origin", redirect: "manual",
  headers: { "X-Requested-With": "fetch" }, ...more,
});

// saving while typing
const autosave = (form) => {
  const status = form.querySelector("[data-autosave-status]");
  const say = (what) => {
    if (!status) return;
    status.textContent = status.dataset[what] ?? "";
    status.classList.toggle("problem", what === "failed");
  };
  let typed = 0, kept = 0; // edits made, edits the server has
  let timer, running, stopped, leaving, waiting;
  const dirty = () => typed > kept;

  const save = (more) => {
    clearTimeout(timer);
    if (!dirty() || stopped || leaving) return Promise.resolve();
    return running ??= attempt(more).finally(() => { running = undefined; });
  };
  const attempt = async (more) => {
    const upTo = typed;
    say("saving");
    try {
      const answer = await post(form.dataset.autosave, form, { signal: AbortSignal.timeout(15000), ...more });
      // Signed out, or someone else saved meanwhile: a person decides. The text stays in the form.
      if ([401, 403, 409].includes(answer.status) || answer.type === "opaqueredirect") stopped = true;
      if (!answer.ok) throw answer.status;
      const { version, action } = await answer.json();
      const field = form.querySelector('input[name="version"]');
      if (field && version != null) field.value = version;
      if (action) form.dataset.autosave = action;
      kept = upTo;
      say("saved");
      if (dirty()) timer = setTimeout(save, 1500);
    } catch {
      say("failed");
    }
  };

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    typed += 1;
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  setInterval(save, 20000);
  document.addEventListener("visibilitychange", () => { if (document.hidden) save({ keepalive: true }); });

  // Submitting waits for a save under way, so that the version sent is the newest one.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!running) return void (leaving = !event.defaultPrevented);
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    running.then(() => { waiting = false; form.requestSubmit(event.submitter); });
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("beforeunload", (event) => { if (dirty() && !leaving) event.preventDefault(); });
};

// the difference, computed by the server
const preview = (form) => {
  const target = form.querySelector("[data-preview-target]");
  if (!target) return;
  let timer, last;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      last?.abort();
      last = new AbortController();
      try {
        const answer = await post(form.dataset.preview, form, { signal: last.signal });
        if (answer.ok) target.innerHTML = await answer.text(); // escaped by the server
      } catch { /* the earlier preview stays */ }
    }, 600);
  });
};

// a page of many forms: sending one keeps what is half typed in the others
const isTyped = (field) => {
  if (field.type === "hidden" || field.type === "file") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName !== "SELECT") return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
};
const keepForms = (main) => {
  let sending, leaving; // a form on its way: by this script, or by the browser
  const typedBeside = (sent) => [...main.querySelectorAll("input[id], textarea[id], select[id]")]
    .filter((field) => field.form && field.form !== sent && isTyped(field));
  const refill = (old, oldForm) => {
    const field = document.getElementById(old.id);
    if (!field?.form) return;
    if (field.type === "checkbox" || field.type === "radio") field.checked = old.checked;
    else field.value = old.value;
    // What somebody else stored meanwhile is compared with what was seen here, as it would have been.
    const [seen, now] = [oldForm, field.form].map((form) => form.querySelector('input[name="version"]'));
    if (seen && now) now.value = seen.value;
    for (let fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  main.addEventListener("submit", async (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sending) return void event.preventDefault();
    const typed = typedBeside(form);
    if (!typed.length) return void (leaving = form);
    event.preventDefault();
    sending = true;
    try {
      const answer = await post(form.action, form, { redirect: "follow" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main[data-keep]");
      // The act is done and led elsewhere: so does the browser, and asks before what is typed goes.
      if (answer.ok && answer.redirected && !page) return void location.assign(answer.url);
      if (!answer.ok || !page) throw answer.status;
      const forms = typed.map((field) => [field, field.form]); // once out of the page, a field knows its form no more
      main.replaceChildren(...page.childNodes);
      forms.forEach(([field, form]) => refill(field, form));
      main.querySelector(".flash")?.scrollIntoView({ block: "nearest" });
    } catch {
      leaving = form;
      form.submit(); // it has faults, or nothing answered: the browser shows which
    } finally {
      sending = false;
    }
  });
  addEventListener("pageshow", () => { leaving = undefined; });
  addEventListener("beforeunload", (event) => { if (typedBeside(leaving).length) event.preventDefault(); });
};

// j and k, where the person has left them on
const stops = () => {
  const elements = [...document.querySelectorAll(".element")].filter((e) => !e.closest(".at-hand"));
  return elements.length > 1 ? elements : [...document.querySelectorAll(".input")];
};
const keys = (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest?.("input, select, textarea, button, summary, [contenteditable]")) return;
  const all = stops();
  const here = all.findIndex((e) => e.contains(document.activeElement));
  const below = all.findIndex((e) => e.getBoundingClientRect().top > 8);
  const next = here >= 0 ? all[here + step] : step > 0 ? all[below] : all.at(below - 1);
  if (!next) return;
  event.preventDefault();
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "start" });
};

// what has a data-key is reached by that key; Ctrl and Enter send a form, Escape leaves a field
const shortcuts = (event) => {
  if (event.isComposing || event.altKey || event.defaultPrevented) return;
  const field = event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]");
  const held = event.ctrlKey || event.metaKey;
  if (field?.form && event.key === "Enter" && held) {
    event.preventDefault();
    return field.form.requestSubmit();
  }
  if (field && event.key === "Escape") return field.blur();
  if (field || held) return;
  const node = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!node) return;
  event.preventDefault();
  if (node.matches("a, button, summary")) return node.click();
  if (node.matches("option")) node.selected = true;
  const to = node.closest("select")?.form?.querySelector("textarea") ?? node;
  to.focus();
};

// time left until a closing
const countdown = (time) => {
  const closes = Date.parse(time.dataset.closes);
  const { days, hours = days, minutes = hours, closed } = time.dataset;
  if (isNaN(closes) || !days) return;
  const show = () => {
    const left = Math.floor((closes - Date.now()) / 60000);
    const values = { d: Math.floor(left / 1440), h: Math.floor(left / 60) % 24, m: left % 60 };
    const text = left < 0 ? closed : values.d ? days : values.h ? hours : minutes;
    if (text) time.textContent = fill(text, values);
  };
  show();
  setInterval(show, 30000);
};

// copying
const copier = (button) => {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  button.hidden = false;
  const label = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
    button.textContent = button.dataset.copied ?? label;
    setTimeout(() => { button.textContent = label; }, 2500);
  });
};

each("form[data-autosave]", autosave);
each("form[data-preview]", preview);
each("main[data-keep]", keepForms);
each("time[data-closes]", countdown);
each("button[data-copy]", copier);
if (document.body.dataset.keys === "on") {
  document.addEventListener("keydown", keys);
  if (document.querySelector("[data-key]")) document.addEventListener("keydown", shortcuts);
}
