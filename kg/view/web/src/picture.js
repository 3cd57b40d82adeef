// The network on the canvas: sigma draws discs and lines, names are drawn over them.

import { createEdgeCurveProgram } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { createEdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";

import { CLAIM } from "./data.js";
import { short } from "./dom.js";
import { drawNames } from "./names.js";
import { known } from "./shown.js";
import { mix } from "./theme.js";

const SPECK = 2.5;
const [FILLED, LARGER, LARGEST] = [0.05, 1.3, 2.6]; // share of the window for discs; how far they outgrow the layout
const REACH = 6; // pixels around a line within which it is meant
const HEAD = { lengthToThicknessRatio: 3.2, widenessToThicknessRatio: 2.6 };
const PADDING = 36;
const CLOSEST = 0.25;
const FEW = 150; // so many are all shown at first
const CLEAR = 1.5; // pixels a unit of the layout takes at most: few discs are not drawn larger
const CROWD = 800; // from so many relations on, lines grow thin and pale

/** Whether the browser draws WebGL at all; a context costs, so ask only when drawing failed. */
export function able() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

/** The picture in a container; it asks `view()` for what is shown and picked, and tells what is pointed at. */
export class Picture {
  constructor(container, data, view, told) {
    Object.assign(this, { container, data, view, told, hovered: null, hoveredTie: null });
    this.order = data.nodes.filter((node) => node.drawn).sort((a, b) => b.size - a.size || a.at - b.at);
    [this.scale, this.larger] = [1, 1];
    this.sigma = new Sigma(new MultiDirectedGraph(), container, this.settings()); // throws without WebGL
    this.names = this.overlay();
    this.frame(this.heart());
    this.graph = this.build();
    this.sigma.setGraph(this.graph); // read and drawn once, with sizes that are right
    this.listen();
    this.afterwards();
  }

  /** Large discs first, so that none hides another; strong lines last, on top. */
  build() {
    const graph = new MultiDirectedGraph();
    for (const node of this.order) graph.addNode(node.at, this.spot(node));
    for (const tie of this.data.ties)
      graph.addEdgeWithKey(tie.at, tie.source, tie.target, { curvature: tie.bend, type: look(tie) });
    return graph;
  }

  settings() {
    return {
      allowInvalidContainer: true,
      renderLabels: false,
      defaultDrawNodeHover: () => {},
      defaultEdgeType: "line",
      edgeProgramClasses: {
        line: EdgeRectangleProgram,
        arrow: createEdgeArrowProgram(HEAD),
        curve: createEdgeCurveProgram(),
        curvedArrow: createEdgeCurveProgram({ arrowHead: { extremity: "target", ...HEAD } }),
      },
      minEdgeThickness: 0.8,
      minCameraRatio: 0.01,
      maxCameraRatio: 3,
      stagePadding: PADDING,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio),
      nodeReducer: (at, own) => this.disc(Number(at), own),
      edgeReducer: (at, own) => this.line(Number(at), own),
    };
  }

  disc(at, { x, y }) {
    const { kinds, paper } = this.view().theme;
    const node = this.data.nodes[at];
    const look = {
      x,
      y,
      size: Math.max(this.larger * node.size * this.scale, SPECK),
      color: kinds[node.kind] ?? kinds.Thing,
    };
    const { nodes, near } = this.view();
    if (!nodes[at] && !near?.has(at)) return { ...look, hidden: true };
    if (near && !near.has(at)) return { ...look, color: mix(look.color, paper, 0.82) };
    return { ...look, zIndex: 1 };
  }

  spot(node) {
    const { x, y } = node.beside === undefined ? node : this.data.nodes[node.beside];
    return { x: x + (node.x - x) * this.larger, y: -y - (node.y - y) * this.larger };
  }

  line(at, own) {
    const { ties, theme, near, picked, relations } = this.view();
    const tie = this.data.ties[at];
    if (!ties[at]) return { ...own, hidden: true };
    const crowd = Math.min(1, Math.sqrt(CROWD / relations.length));
    const inside =
      !near || (near.has(tie.source) && near.has(tie.target) && (picked.length > 1 || touches(tie, picked)));
    const colour = theme.tones[tie.tone];
    const strong = at === this.hoveredTie;
    return {
      ...own,
      size: Math.min(0.4 + 0.9 * crowd + 0.55 * Math.sqrt(ties[at]), 4) + (strong ? 1.5 : 0),
      color:
        strong || (near && inside) ? colour : faded(colour, (inside ? 0.85 : 0.13) * Math.max(crowd, 0.15)),
    };
  }

  /** A canvas over sigma's that takes no part in pointing. */
  overlay() {
    const canvas = document.createElement("canvas");
    canvas.className = "names";
    this.container.append(canvas);
    return canvas.getContext("2d");
  }

  listen() {
    this.sigma.on("afterRender", () => this.afterwards());
    this.sigma.on("resize", () => {
      this.measure();
      this.sigma.scheduleRefresh();
    });
    this.sigma.on("clickNode", ({ node }) => this.told.node(Number(node)));
    this.sigma.on("clickStage", ({ event }) => {
      const tie = this.tieAt(event);
      if (tie === null) this.told.nothing();
      else this.told.tie(this.data.ties[tie]);
    });
    this.sigma.on("enterNode", ({ node }) => this.hover(Number(node)));
    this.sigma.on("leaveNode", () => this.hover(null));
    this.sigma.on("moveBody", ({ event }) => this.moved(event));
    this.container.addEventListener("pointerleave", () => this.point(null, null));
  }

  hover(at) {
    this.hovered = at;
    this.container.classList.toggle("pointing", at !== null);
    this.afterwards();
  }

  moved(event) {
    this.point(this.hovered === null ? this.tieAt(event) : null, event);
  }

  point(tie, event) {
    if (tie !== this.hoveredTie) {
      const changed = [tie, this.hoveredTie].filter((one) => one !== null).map(String);
      this.hoveredTie = tie;
      this.sigma.refresh({ partialGraph: { edges: changed }, skipIndexation: true });
      this.container.classList.toggle("pointing", tie !== null || this.hovered !== null);
    }
    this.told.pointed(tie === null ? null : this.data.ties[tie], event);
  }

  /** Sizes follow the scale of the positions, which depends on the window. */
  measure() {
    const spot = (x) =>
      this.sigma.graphToViewport({ x, y: 0 }, { cameraState: { x: 0.5, y: 0.5, ratio: 1, angle: 0 } }).x;
    this.scale = Math.abs(spot(1000) - spot(0)) / 1000;
  }

  /** The largest part that hangs together, if it is a good part of all: specks around it come with "Show all". */
  heart() {
    const { ties, nodes } = this.view();
    const root = new Map(this.order.filter((node) => nodes[node.at]).map((node) => [node.at, node.at]));
    const find = (at) => {
      while (root.get(at) !== at) at = root.get(at);
      return at;
    };
    for (const tie of this.data.ties) {
      if (!ties[tie.at]) continue;
      const [low, high] = [find(tie.source), find(tie.target)].sort((a, b) => a - b);
      root.set(high, low);
    }
    const parts = new Map();
    for (const at of root.keys()) parts.set(find(at), [...(parts.get(find(at)) ?? []), at]);
    const largest = [...parts.values()].sort((a, b) => b.length - a.length)[0] ?? [];
    return root.size > FEW && largest.length > 0.2 * root.size ? largest : [...root.keys()];
  }

  /** Everything that is shown, as large as it goes. */
  fit(ids = this.order.filter((node) => this.view().nodes[node.at]).map((node) => node.at)) {
    this.frame(ids);
    this.sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    this.refresh();
  }

  /** Make these nodes what fills the window. */
  frame(ids) {
    const nodes = ids.map((at) => this.data.nodes[at]).filter((node) => node.drawn);
    const { width, height } = this.sigma.getDimensions();
    if (nodes.length) this.sigma.setCustomBBox(box(nodes, Math.min(width, height) / CLEAR));
    this.sigma.refresh();
    this.measure();
    this.grow();
  }

  /** The fewer discs may be shown, the larger they are; what was said keeps beside its speaker. */
  grow() {
    const { width, height } = this.sigma.getDimensions();
    const nodes = this.order.filter((node) => node.kind !== CLAIM);
    const left = nodes.filter((node) => known(node, this.view().asked));
    const taken = left.reduce((sum, node) => sum + Math.PI * (node.size * this.scale) ** 2, 1);
    const room = LARGER * Math.cbrt(nodes.length / Math.max(left.length, 1));
    const before = this.larger;
    this.larger = Math.min(Math.max(Math.sqrt((FILLED * width * height) / taken), LARGER), room, LARGEST);
    if (this.graph && this.larger !== before) {
      this.graph.updateEachNodeAttributes((at, own) => ({ ...own, ...this.spot(this.data.nodes[at]) }), {
        attributes: ["x", "y"],
      });
    }
  }

  refresh() {
    this.hoveredTie = null;
    this.grow();
    this.sigma.refresh();
  }

  /** Names, and the places of discs for pointing at lines. */
  afterwards() {
    this.places = null;
    const { width, height } = this.sigma.getDimensions();
    const { canvas } = this.names;
    const sharp = window.devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
      Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    this.names.setTransform(sharp, 0, 0, sharp, 0, 0);
    this.names.clearRect(0, 0, width, height);
    drawNames(this.names, this.named(width, height), this.view().theme, width, height);
  }

  /** Discs in sight that may have a name, the most important first. */
  named(width, height) {
    const { near, picked, nodes } = this.view();
    const found = [];
    const add = (at, strong) => {
      const node = this.data.nodes[at];
      const shown = node.drawn && this.sigma.getNodeDisplayData(String(at));
      if (!shown || shown.hidden) return;
      const { x, y } = this.sigma.framedGraphToViewport(shown);
      if (x < -50 || y < -20 || x > width + 50 || y > height + 20) return;
      found.push({ text: short(node.label, 38), x, y, radius: this.sigma.scaleSize(shown.size), strong });
    };
    const first = [...new Set([this.hovered, ...picked].filter((at) => at !== null))];
    first.forEach((at) => add(at, true));
    const close = this.sigma.getCamera().ratio < 0.35;
    for (const node of this.order) {
      if (found.length > 400) break;
      const wanted = near ? near.has(node.at) : nodes[node.at];
      const plain = node.kind !== CLAIM && !node.unnamed;
      if (wanted && (plain || near || close) && !first.includes(node.at)) add(node.at, false);
    }
    return found;
  }

  /** The line nearest to the pointer, if one is meant. */
  tieAt({ x, y }) {
    this.places ??= this.viewport();
    const { ties } = this.view();
    let best = REACH;
    let found = null;
    for (const tie of this.data.ties) {
      if (!ties[tie.at]) continue;
      const far = distance(tie, this.places, x, y);
      if (far <= best) [best, found] = [far, tie.at];
    }
    return found;
  }

  viewport() {
    const places = new Float64Array(2 * this.data.nodes.length);
    for (const { at } of this.order) {
      const spot = this.sigma.framedGraphToViewport(this.sigma.getNodeDisplayData(String(at)));
      places[2 * at] = spot.x;
      places[2 * at + 1] = spot.y;
    }
    return places;
  }

  /** Go where all of these nodes are in sight, without coming closer than need be. */
  visit(ids) {
    const spots = ids.map((at) => this.sigma.getNodeDisplayData(String(at))).filter(Boolean);
    if (!spots.length) return;
    const spread = (axis) => [Math.min(...spots.map((s) => s[axis])), Math.max(...spots.map((s) => s[axis]))];
    const [[left, right], [low, high]] = [spread("x"), spread("y")];
    const camera = this.sigma.getCamera();
    const ratio = Math.min(Math.max(1.5 * (right - left), 1.5 * (high - low), CLOSEST), 1);
    const state = { x: (left + right) / 2, y: (low + high) / 2, ratio: camera.getBoundedRatio(ratio) };
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) camera.setState(state);
    else camera.animate(state, { duration: 350 });
  }

  move(across, down) {
    const camera = this.sigma.getCamera();
    const { x, y, ratio } = camera.getState();
    camera.setState({ x: x + across * 0.12 * ratio, y: y - down * 0.12 * ratio });
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    camera.setState({ ratio: camera.getBoundedRatio(camera.ratio * factor) });
  }
}

function look(tie) {
  if (tie.bend) return tie.symmetric ? "curve" : "curvedArrow";
  return tie.symmetric ? "line" : "arrow";
}

/** A colour that lets through what is below; sigma's canvases want it multiplied by its opacity. */
const faded = (colour, opacity) =>
  mix(colour, "#000000", 1 - opacity) +
  Math.round(255 * opacity)
    .toString(16)
    .padStart(2, "0");

const touches = (tie, picked) => picked.includes(tie.source) || picked.includes(tie.target);

/** What the nodes cover, and at least so much. */
function box(nodes, least) {
  const side = (axis, sign) => {
    const low = Math.min(...nodes.map((node) => sign * node[axis] - node.size));
    const high = Math.max(...nodes.map((node) => sign * node[axis] + node.size));
    const spare = Math.max(0, least - (high - low)) / 2;
    return [low - spare, high + spare];
  };
  return { x: side("x", 1), y: side("y", -1) };
}

/** How far a point is from a line or curve, in pixels. */
function distance(tie, places, x, y) {
  const [x1, y1, x2, y2] = [
    places[2 * tie.source],
    places[2 * tie.source + 1],
    places[2 * tie.target],
    places[2 * tie.target + 1],
  ];
  const slack = 10 + Math.abs(tie.bend) * Math.hypot(x2 - x1, y2 - y1);
  if (x < Math.min(x1, x2) - slack || x > Math.max(x1, x2) + slack) return Infinity;
  if (y < Math.min(y1, y2) - slack || y > Math.max(y1, y2) + slack) return Infinity;
  if (!tie.bend) return segment(x1, y1, x2, y2, x, y);
  const [mx, my] = [(x1 + x2) / 2 + tie.bend * (y2 - y1), (y1 + y2) / 2 - tie.bend * (x2 - x1)];
  let [least, px, py] = [Infinity, x1, y1];
  for (let step = 1; step <= 8; step += 1) {
    const t = step / 8;
    const qx = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * mx + t * t * x2;
    const qy = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * my + t * t * y2;
    least = Math.min(least, segment(px, py, qx, qy, x, y));
    [px, py] = [qx, qy];
  }
  return least;
}

function segment(x1, y1, x2, y2, x, y) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
