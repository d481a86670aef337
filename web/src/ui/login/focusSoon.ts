/** Puts the cursor into a field after it is drawn: before, the browser would have to lay out the whole page at once to do it. */
export const focusSoon = (field: HTMLElement): void => {
  requestAnimationFrame(() => setTimeout(() => field.focus()))
}
