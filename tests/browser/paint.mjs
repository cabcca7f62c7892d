// How long a page takes to its first paint, from file://: node paint.mjs PAGE [TIMES].
// Prints, for a fresh browser each time, the first contentful paint and the end of loading in ms, as
// the browser itself measured them from the start of the navigation.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [page, times = "5"] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)("playwright-core");
const executablePath = process.env.TIDEGATE_BROWSER || "/usr/bin/chromium";

for (let i = 0; i < Number(times); ++i) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
  const paint = await tab.waitForFunction(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const load = await tab.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
  console.log(`first paint ${Math.round(await paint.jsonValue())} ms, loaded ${Math.round(load)} ms`);
  await browser.close();
}
