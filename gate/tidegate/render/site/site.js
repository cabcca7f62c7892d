// Sorting, filtering and zooming. The page says everything without it.
// Decides: order and visibility of what is there. Refuses to know: any number's meaning.
(function () {
  "use strict";

  // The table of all rows.
  const table = document.getElementById("all");
  const controls = document.getElementById("controls");

  function valueOf(row, column, kind) {
    const cell = row.cells[column];
    if (kind !== "number") return cell.textContent;
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  }

  // Empty numbers stand last, whichever way the column is sorted.
  function compare(a, b, kind, way) {
    if (kind !== "number") return way * a.localeCompare(b, "en", { numeric: true });
    if (a === null || b === null) return (a === null) - (b === null);
    return way * (a - b);
  }

  function sortBy(header, body) {
    const way = header.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const other of header.parentNode.cells) other.setAttribute("aria-sort", "none");
    header.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    const kind = header.dataset.sort;
    const column = header.cellIndex;
    const rows = Array.from(body.rows, (row) => [valueOf(row, column, kind), row]);
    rows.sort((a, b) => compare(a[0], b[0], kind, way));
    body.append(...rows.map((pair) => pair[1]));
  }

  function filter(body) {
    const words = document.getElementById("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const choices = Array.from(controls.querySelectorAll("select")).filter((s) => s.value !== "");
    let shown = 0;
    for (const row of body.rows) {
      const text = row.textContent.toLowerCase();
      const match = words.every((word) => text.includes(word)) &&
        choices.every((s) => row.cells[Number(s.dataset.column)].textContent === s.value);
      row.hidden = !match;
      if (match) ++shown;
    }
    document.getElementById("shown").textContent = shown + " of " + body.rows.length + " rows";
  }

  function wireTable() {
    const body = table.tBodies[0];
    for (const header of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      header.replaceChildren(button);
      header.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => sortBy(header, body));
    }
    controls.hidden = false;
    controls.addEventListener("input", () => filter(body));
    document.getElementById("clear").addEventListener("click", () => {
      document.getElementById("words").value = "";
      for (const select of controls.querySelectorAll("select")) select.value = "";
      filter(body);
    });
    filter(body);
  }

  // The zoom of a history.
  function button(text, parent, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", action);
    parent.append(made);
    return made;
  }

  // A dashed line and its size before the first commit of each change.
  function drawChanges(plot, changes) {
    const ink = plot.ctx;
    const ratio = devicePixelRatio || 1;
    ink.save();
    ink.strokeStyle = ink.fillStyle = getComputedStyle(plot.root).color;
    ink.setLineDash([4 * ratio, 3 * ratio]);
    ink.font = 11 * ratio + "px sans-serif";
    ink.textAlign = "center";
    for (const change of changes) {
      const x = plot.valToPos(change.at - 0.5, "x", true);
      if (x < plot.bbox.left || x > plot.bbox.left + plot.bbox.width) continue;
      ink.beginPath();
      ink.moveTo(x, plot.bbox.top + 14 * ratio);
      ink.lineTo(x, plot.bbox.top + plot.bbox.height);
      ink.stroke();
      ink.fillText(change.size, x, plot.bbox.top + 10 * ratio);
    }
    ink.restore();
  }

  function optionsOf(data, holder, said) {
    const style = getComputedStyle(holder);
    const grid = style.getPropertyValue("--line");
    const axis = { stroke: style.color, grid: { stroke: grid }, ticks: { stroke: grid } };
    const place = new Map(data.at.map((at, i) => [at, i]));
    const commit = (at) => {
      const i = place.get(at);
      return i === undefined ? "" : data.commits[i].slice(0, 7);
    };
    return {
      width: Math.max(320, Math.min(760, holder.clientWidth)),
      height: 300,
      scales: { x: { time: false } },
      series: [
        { label: "commit",
          value: (plot, at) => (at === null ? "" : commit(at) + " " + (data.dates[place.get(at)] || "")) },
        { label: data.unit, stroke: "#d4570a", width: 1, points: { show: true, size: 5, fill: "#d4570a" },
          value: (plot, value) => (value === null ? "" : value.toPrecision(4) + " " + data.unit) },
      ],
      axes: [
        Object.assign({ values: (plot, ticks) => ticks.map((at) => commit(at)) }, axis),
        Object.assign({ size: 70, values: (plot, ticks) => ticks.map((v) => +v.toPrecision(6) + " " + data.unit) }, axis),
      ],
      hooks: {
        draw: [(plot) => drawChanges(plot, data.changes)],
        setScale: [(plot, key) => {
          if (key !== "x") return;
          const low = Math.max(0, Math.ceil(plot.scales.x.min));
          const high = Math.min(data.of - 1, Math.floor(plot.scales.x.max));
          said.textContent = "commits " + (low + 1) + " to " + (high + 1) + " of " + data.of;
        }],
      },
    };
  }

  function moveTo(plot, data, low, high) {
    const last = data.at[data.at.length - 1];
    const width = Math.min(last, Math.max(2, high - low));
    const from = Math.min(Math.max(0, low), last - width);
    plot.setScale("x", { min: from, max: from + width });
  }

  function openZoom(figure, opener) {
    const data = JSON.parse(figure.querySelector("script").textContent);
    const holder = document.createElement("div");
    holder.className = "zoom";
    const bar = document.createElement("div");
    bar.className = "zoom-buttons";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "Zoom of the history");
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    opener.after(holder);
    const plot = new uPlot(optionsOf(data, holder, said),
      [data.at, data.values.map((value) => value * data.factor)], holder);
    // `part` of the width shown, moved by `step` of it.
    const change = (part, step) => () => {
      const low = plot.scales.x.min;
      const width = plot.scales.x.max - low;
      const next = width * part;
      moveTo(plot, data, low + (width - next) / 2 + width * step, low + (width + next) / 2 + width * step);
    };
    const first = button("Closer", bar, change(0.5, 0));
    button("Wider", bar, change(2, 0));
    button("Earlier", bar, change(1, -0.5));
    button("Later", bar, change(1, 0.5));
    button("All", bar, () => moveTo(plot, data, 0, data.of));
    button("Close", bar, () => {
      plot.destroy();
      holder.remove();
      opener.hidden = false;
      opener.focus();
    });
    bar.append(said);
    holder.prepend(bar);
    opener.hidden = true;
    first.focus();
  }

  function wireZoom() {
    for (const figure of document.querySelectorAll("figure.history")) {
      if (figure.querySelector("script") === null) continue;
      const opener = button("Zoom in on this history", figure, () => openZoom(figure, opener));
    }
  }

  if (table !== null) wireTable();
  if (typeof uPlot === "function") wireZoom();
})();
