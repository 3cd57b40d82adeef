// Names on the picture: the most important first, none over another, each with a halo.

const [MOST, CERTAIN] = [70, 25];
const [SMALL, LARGE] = [11, 17];
const FONT = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';
const widths = new Map();

/** Names for discs `{text, x, y, radius, strong}` in the order of their importance, inside `width` and `height`. */
export function drawNames(context, discs, { ink, paper }, width, height) {
  const taken = [];
  let left = MOST;
  discs.forEach((disc, rank) => {
    if (!left) return;
    const size = Math.min(SMALL + disc.radius / 5, LARGE) + (disc.strong ? 1 : 0);
    const font = `${disc.strong ? "700 " : ""}${size.toFixed(1)}px ${FONT}`;
    const boxes = places(disc, measured(context, disc.text, font), size).filter(
      (box) =>
        box.left > 0 &&
        box.right < width &&
        box.top > 0 &&
        box.bottom < height &&
        !taken.some((other) => meets(box, other)),
    );
    const free = (least) =>
      boxes.find((box) => !discs.some((one) => one.radius >= least && covers(box, one, disc)));
    const spot =
      free(0) ??
      (rank < CERTAIN || disc.strong ? (free(disc.radius / 2) ?? (disc.strong ? boxes[0] : null)) : null);
    if (!spot) return;
    taken.push(spot);
    left -= 1;
    write(context, disc.text, spot, font, ink, paper);
  });
}

function write(context, text, spot, font, ink, paper) {
  context.font = font;
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = paper;
  context.fillStyle = ink;
  context.strokeText(text, spot.x, spot.y);
  context.fillText(text, spot.x, spot.y);
}

/** On the disc if it is large; else right, left, below, above. */
function* around({ x, y, radius }, wide, size) {
  const drop = 0.35 * size;
  if (radius > 0.4 * wide) yield [x - wide / 2, y + drop];
  yield [x + radius + 4, y + drop];
  yield [x - radius - 4 - wide, y + drop];
  yield [x - wide / 2, y + radius + 3 + 0.8 * size];
  yield [x - wide / 2, y - radius - 4];
}

function places(disc, wide, size) {
  return [...around(disc, wide, size)].map(([x, y]) => ({
    x,
    y,
    left: x - 3,
    right: x + wide + 3,
    top: y - 0.85 * size - 1,
    bottom: y + 0.3 * size + 1,
  }));
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function covers(box, disc, own) {
  const side = 0.8 * disc.radius;
  return (
    disc !== own &&
    box.left < disc.x + side &&
    disc.x - side < box.right &&
    box.top < disc.y + side &&
    disc.y - side < box.bottom
  );
}

function measured(context, text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}
