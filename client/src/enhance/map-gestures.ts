/**
 * Called at the end of a gesture with the requested part: its left, top and size, as shares of the
 * part shown before.
 */
type Done = (left: number, top: number, share: number) => void;
const least = 8;

/**
 * Mouse drag, Ctrl + wheel (or touchpad pinch), and two-finger gestures on a touch screen. One
 * finger still scrolls the page.
 */
export function followHands(frame: HTMLElement, done: Done): void {
  let scale = 1;
  let [dx, dy] = [0, 0];
  const svg = () => frame.querySelector<SVGSVGElement>('svg.map')!;
  const show = () => {
    const box = svg().getBoundingClientRect();
    const unit = svg().viewBox.baseVal.width / box.width;
    svg()
      .querySelector('[data-map-sheet]')
      ?.setAttribute('transform', `translate(${dx * unit} ${dy * unit}) scale(${scale})`);
  };
  const finish = () => {
    const { width, height } = svg().getBoundingClientRect();
    if (Math.abs(scale - 1) > 0.02 || Math.hypot(dx, dy) > least)
      done(-dx / (width * scale), -dy / (height * scale), 1 / scale);
    scale = 1;
    [dx, dy] = [0, 0];
  };
  /** Zooms around a point on the screen. */
  const enlarge = (by: number, x: number, y: number) => {
    const box = svg().getBoundingClientRect();
    const factor = Math.max(0.25, Math.min(8, scale * by)) / scale;
    dx = x - box.left - (x - box.left - dx) * factor;
    dy = y - box.top - (y - box.top - dy) * factor;
    scale *= factor;
    show();
  };
  dragWithMouse(
    frame,
    (x, y) => {
      dx += x;
      dy += y;
      show();
    },
    finish,
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  frame.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      enlarge(Math.exp(-event.deltaY / 200), event.clientX, event.clientY);
      clearTimeout(timer);
      timer = setTimeout(finish, 250);
    },
    { passive: false },
  );
  pinch(
    frame,
    (by, x, y, movedX, movedY) => {
      dx += movedX;
      dy += movedY;
      enlarge(by, x, y);
    },
    finish,
  );
}

function dragWithMouse(
  frame: HTMLElement,
  move: (x: number, y: number) => void,
  end: () => void,
): void {
  let from: [number, number] | null = null;
  let moved = false;
  frame.addEventListener('pointerdown', (event) => {
    if (
      event.pointerType === 'mouse' &&
      event.button === 0 &&
      (event.target as Element).closest('svg.map')
    )
      from = [event.clientX, event.clientY];
    moved = false;
  });
  // Prevents a drag that begins on a point from dragging its link.
  frame.addEventListener('dragstart', (event) => event.preventDefault());
  window.addEventListener('pointermove', (event) => {
    if (!from) return;
    moved ||= Math.hypot(event.clientX - from[0], event.clientY - from[1]) > least;
    if (!moved) return;
    move(event.clientX - from[0], event.clientY - from[1]);
    from = [event.clientX, event.clientY];
  });
  window.addEventListener('pointerup', () => {
    if (from && moved) end();
    from = null;
  });
  // Ignores the click at the end of a drag.
  frame.addEventListener(
    'click',
    (event) => {
      if (moved) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      moved = false;
    },
    { capture: true },
  );
}

function pinch(
  frame: HTMLElement,
  move: (by: number, x: number, y: number, movedX: number, movedY: number) => void,
  end: () => void,
): void {
  let before: { x: number; y: number; apart: number } | null = null;
  const read = ({ touches: [one, two] }: TouchEvent) =>
    one && two
      ? {
          x: (one.clientX + two.clientX) / 2,
          y: (one.clientY + two.clientY) / 2,
          apart: Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY),
        }
      : null;
  const follow = (event: TouchEvent) => {
    const now = read(event);
    if (now) event.preventDefault();
    if (now && before)
      move(now.apart / before.apart, now.x, now.y, now.x - before.x, now.y - before.y);
    else if (before) end();
    before = now;
  };
  for (const type of ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const)
    frame.addEventListener(type, follow, { passive: false });
}
