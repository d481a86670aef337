import { preferences } from '../preferences'

/** The height of a row of the list: see `--row` in theme.css. */
export const rowPixels = (): number => {
  const rem = (preferences.textSize / 100) * baseOf()
  return Math.round((preferences.density === 'compact' ? 3.5 : 4.5) * rem)
}

let base = 0

/** What the browser's owner set as the size of text. */
function baseOf(): number {
  if (base === 0) base = parseFloat(getComputedStyle(document.documentElement).fontSize) / (preferences.textSize / 100)
  return base
}
