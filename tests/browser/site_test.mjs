// Drives a real browser over a page of `tidegate render html`: sort, filter, zoom, keyboard,
// accessibility, no script, no error, no request.
// Usage: node site_test.mjs PAGE PICTURES; exit 0, 1 with what failed, 77 where a browser is missing.
// The page is that of make_store.py 6 40: six cases, forty commits, a change in the first case.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [pagePath, pictures] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const browserPath = process.env.TIDEGATE_BROWSER || "/usr/bin/chromium";

function skip(why) {
  console.log(`skipped: ${why}; cmake/setup.sh --browser installs it`);
  process.exit(77);
}

let chromium;
let axeSource;
try {
  chromium = require("playwright-core").chromium;
  axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  skip("playwright-core or axe-core is not there");
}
if (!existsSync(browserPath)) skip(`${browserPath} is not there`);

const failures = [];
function expect(condition, what) {
  console.log(`${condition ? "ok  " : "FAIL"} ${what}`);
  if (!condition) failures.push(what);
}

const url = pathToFileURL(pagePath).href;
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });

async function open(options) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.said = [];
  page.asked = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.said.push(message.text());
  });
  page.on("pageerror", (error) => page.said.push(String(error)));
  page.on("request", (request) => page.asked.push(request.url()));
  await page.goto(url, { waitUntil: "load" });
  return page;
}

const column = (page, index) => page.$$eval(
  "#all tbody tr",
  (rows, at) => rows.filter((row) => !row.hidden).map((row) => row.cells[at].dataset.value ?? row.cells[at].textContent),
  index);
const isSorted = (values) => values.every((v, i) => i === 0 || Number(values[i - 1]) <= Number(v));
// The row that ran out of memory has no time.
const timesThenNothing = (values) =>
  values.length > 3 && values.at(-1) === "" && values.slice(0, -1).every((value) => value !== "");

async function testSort(page) {
  const header = page.locator("#all thead th", { hasText: /^min$/ });
  await header.getByRole("button").click();
  const up = await column(page, 5);
  expect(timesThenNothing(up) && isSorted(up.slice(0, -1)), "a click on min sorts upwards, nothing last");
  expect(await header.getAttribute("aria-sort") === "ascending", "and says so to screen readers");
  await header.getByRole("button").focus();
  await page.keyboard.press("Enter");
  const down = await column(page, 5);
  expect(timesThenNothing(down) && isSorted(down.slice(0, -1).reverse()), "Enter on it sorts downwards");
  expect(await header.getAttribute("aria-sort") === "descending", "and says that too");
  await page.locator("#all thead th", { hasText: /^point$/ }).getByRole("button").click();
  const points = await column(page, 2);
  expect(points.indexOf("n=1024") > points.indexOf("n=256"), "points sort by number, not by letter");
  expect(await page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').count() === 1,
    "one column is sorted");
}

async function testFilter(page) {
  const all = (await column(page, 0)).length;
  await page.fill("#words", "case_001 n=512");
  const some = await column(page, 2);
  expect(some.length > 0 && some.length < all && some.every((point) => point === "n=512"),
    "words filter the table");
  expect((await page.textContent("#shown")) === `${some.length} of ${all} rows`, "and the count is told");
  await page.getByRole("button", { name: "Show all" }).click();
  expect((await column(page, 0)).length === all, "Show all shows all");
  await page.locator('#controls select[data-column="3"]').selectOption("naive");
  expect((await column(page, 3)).every((provider) => provider === "naive"), "a choice filters too");
  await page.fill("#words", "no such words");
  expect((await column(page, 0)).length === 0, "nothing matches nothing");
  await page.getByRole("button", { name: "Show all" }).click();
}

async function testZoom(page) {
  const opener = page.getByRole("button", { name: "Zoom in on this history" }).first();
  if (await opener.count() === 0) {
    console.log("     this page was built without uPlot: nothing to zoom");
    return;
  }
  await opener.scrollIntoViewIfNeeded();
  await opener.focus();
  await page.keyboard.press("Enter");
  const said = page.locator(".zoom-buttons p").first();
  expect(await page.locator(".zoom canvas").count() === 1, "a zoom opens by keyboard");
  await page.getByRole("button", { name: "Closer" }).click();
  const closer = await said.textContent();
  expect(/^commits \d+ to \d+ of 40$/.test(closer) && closer !== "commits 1 to 40 of 40", `closer: ${closer}`);
  await page.getByRole("button", { name: "Later" }).click();
  expect((await said.textContent()) !== closer, `later: ${await said.textContent()}`);
  await page.getByRole("button", { name: "All" , exact: true }).click();
  expect((await said.textContent()) === "commits 1 to 40 of 40", "all again");
  const box = await page.locator(".zoom .u-over").boundingBox();
  await page.mouse.move(box.x + box.width * 0.4, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction((el) => el.textContent !== "commits 1 to 40 of 40", await said.elementHandle());
  expect(true, `dragging: ${await said.textContent()}`);
  await page.locator(".zoom").first().screenshot({ path: `${pictures}/zoom.png` });
  await page.getByRole("button", { name: "Close", exact: true }).click();
  expect(await page.locator(".zoom").count() === 0, "and closes");
}

async function testAxe(page, name) {
  await page.addStyleTag({ content: ".case { content-visibility: visible !important }" });
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "passes"] }));
  for (const violation of result.violations) {
    console.log(`     ${violation.id}: ${violation.help}: ${violation.nodes.slice(0, 3).map((n) => n.html).join(" | ")}`);
  }
  expect(result.passes.length > 20, `axe tried ${result.passes.length} rules in ${name}`);
  expect(result.violations.length === 0, `and found nothing`);
}

for (const scheme of ["light", "dark"]) {
  const page = await open({ colorScheme: scheme });
  await page.screenshot({ path: `${pictures}/top-${scheme}.png` });
  await page.locator("h3").first().scrollIntoViewIfNeeded();
  await page.locator("section.case").first().screenshot({ path: `${pictures}/case-${scheme}.png` });
  if (scheme === "light") {
    await testSort(page);
    await testFilter(page);
  }
  await testZoom(page);
  await testAxe(page, scheme);
  expect(page.said.length === 0, `no word on the console in ${scheme}: ${page.said.join("; ")}`);
  expect(page.asked.length === 1 && page.asked[0] === url, `one request, for the page: ${page.asked.length}`);
  await page.context().close();
}

const still = await open({ javaScriptEnabled: false });
expect(await still.locator("#all tbody tr").count() > 0, "without script the table is there");
expect(!(await still.locator("#controls").isVisible()), "and its controls are not");
expect(await still.locator("figure svg").count() > 0, "and the pictures are");
await still.emulateMedia({ media: "print" });
const paper = await still.pdf({ format: "A4" });
expect(paper.length > 20000, `it prints: ${paper.length} bytes of PDF`);

const narrow = await open({ viewport: { width: 360, height: 700 } });
const overflow = await narrow.evaluate(() => document.documentElement.scrollWidth - innerWidth);
expect(overflow <= 0, `nothing hangs over at 360 pixels: ${overflow}`);

await browser.close();
if (failures.length > 0) {
  console.log(`${failures.length} failed`);
  process.exit(1);
}
