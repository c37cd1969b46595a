import { onScopeDispose, ref } from 'vue';

type Keys = Record<string, () => void>;

const place = 'staff.shortcuts';
const layers: Keys[] = [];
const enabled = ref(remembered());
/** The first of two keys, for a second: "g" waits for "q". */
let before = '';
let forgetting: ReturnType<typeof setTimeout> | undefined;

/**
 * Single keys that do something while the page is there (`'g q'` is one after the other). They rest
 * while one types, and can be turned off.
 */
export function useShortcuts(keys: Keys): void {
  layers.push(keys);
  if (layers.length === 1) document.addEventListener('keydown', press);
  onScopeDispose(() => {
    layers.splice(layers.indexOf(keys), 1);
    if (layers.length === 0) document.removeEventListener('keydown', press);
  });
}

/** Whether single keys do anything (WCAG 2.1.4), remembered in this browser. */
export function useShortcutSetting() {
  return {
    enabled,
    set: (on: boolean) => {
      enabled.value = on;
      try {
        localStorage.setItem(place, on ? 'on' : 'off');
      } catch {
        // A browser without storage asks again next time.
      }
    },
  };
}

function press(event: KeyboardEvent): void {
  if (
    !enabled.value ||
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    isTyping(event.target)
  )
    return;
  const both = before ? `${before} ${event.key}` : event.key;
  const deed = layers.toReversed().find((keys) => keys[both] ?? keys[event.key]);
  before = layers.some((keys) => Object.keys(keys).some((key) => key.startsWith(`${event.key} `)))
    ? event.key
    : '';
  clearTimeout(forgetting);
  forgetting = setTimeout(() => {
    before = '';
  }, 1000);
  if (!deed) return;
  event.preventDefault();
  (deed[both] ?? deed[event.key])?.();
}

/**
 * Also where keys have a meaning of their own: lists of choices, and a dialog, which is a page in
 * front of the page. A box to tick knows only the space bar.
 */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog') !==
      null
  );
}

function remembered(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}
