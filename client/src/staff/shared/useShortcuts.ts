import { onScopeDispose, ref } from 'vue';
import { pressed, type Keys } from './shortcut-keys.ts';

const place = 'staff.shortcuts';
const layers: Keys[] = [];
const enabled = ref(remembered());
/** How long the first of two keys is remembered, in ms: "g" waits for "q". */
let before = '';
let forgetting: ReturnType<typeof setTimeout> | undefined;

/**
 * Single-key shortcuts while the page is open (`'g q'` is a sequence). They are inactive while
 * typing, until Escape leaves the field, and can be turned off.
 */
export function useShortcuts(keys: Keys): void {
  layers.push(keys);
  if (layers.length === 1) document.addEventListener('keydown', press);
  onScopeDispose(() => {
    layers.splice(layers.indexOf(keys), 1);
    if (layers.length === 0) document.removeEventListener('keydown', press);
  });
}

/** Whether single-key shortcuts are on (WCAG 2.1.4), remembered in this browser. */
export function useShortcutSetting() {
  return {
    enabled,
    set: (on: boolean) => {
      enabled.value = on;
      try {
        localStorage.setItem(place, on ? 'on' : 'off');
      } catch {
        // A browser without storage does not remember the setting.
      }
    },
  };
}

function press(event: KeyboardEvent): void {
  if (!enabled.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
    return;
  if (isTyping(event.target, event.key)) {
    if (event.key === 'Escape') leave(event.target);
    return;
  }
  const { act, waiting } = pressed(layers, before, event.key);
  before = waiting;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => {
    before = '';
  }, 1000);
  if (!act) return;
  event.preventDefault();
  act();
}

/**
 * Whether keys have their own meaning here, as they also do in select lists and in a dialog. A
 * checkbox uses only the space bar and a radio button the arrows too, so shortcuts work there.
 */
function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.matches('[type=radio]') && key.startsWith('Arrow')) return true;
  const fields = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
  return target.closest(`${fields}, dialog`) !== null;
}

/** A dialog closes by itself. */
function leave(target: EventTarget | null): void {
  if (target instanceof HTMLElement && !target.closest('dialog')) target.blur();
}

function remembered(): boolean {
  try {
    return localStorage.getItem(place) !== 'off';
  } catch {
    return true;
  }
}
