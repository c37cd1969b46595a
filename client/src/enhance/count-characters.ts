import { lettersIn } from '../../../contract/letters.ts';

const pause = 1_000;

/**
 * Says how many characters a field has of those it may have: once there is a limit near, or at once
 * where the page already tells it.
 */
export function countCharacters(): void {
  document.querySelectorAll<Field>('[data-limit]').forEach((field) => count(field));
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function count(field: Field): void {
  const max = Number(field.dataset['limit']);
  const given = document.getElementById(`${field.id}-limit`);
  const shown = given ?? field.insertAdjacentElement('afterend', element('hint count'));
  const spoken = field.insertAdjacentElement('afterend', element('visually-hidden'));
  if (!shown || !spoken) return;
  spoken.setAttribute('role', 'status');
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const update = () => {
    const length = lettersIn(field.value);
    const words = field.dataset[length > max ? 'tooMany' : 'counted'] ?? '';
    const figures = { n: length, max, over: length - max };
    const text = words.replace(/\{(n|max|over)\}/g, (_, name: keyof typeof figures) =>
      numbers.format(figures[name]),
    );
    // A short field tells its limit only when it is near.
    shown.textContent = given || length > max * 0.8 ? text : '';
    shown.classList.toggle('too-many', length > max);
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = length > max * 0.8 ? text : '';
    }, pause);
  };
  field.addEventListener('input', update);
  update();
}

function element(classes: string): HTMLElement {
  const span = document.createElement('span');
  span.className = classes;
  return span;
}
