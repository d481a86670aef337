import { expect, it } from 'vitest'
import { placeOf } from './quoting'

it.each([
  ['light', 'light and light', '', 0],
  ['light', 'light and light', 'light and ', 10],
  ['aa', 'aaaa', 'aa', 2],
  ['dark', 'light and light', '', -1],
  // What is shown before it may say more than the text: the name of a language above code, say.
  ['code', 'see code', 'code see ', 4],
])('the selected “%s” of “%s” is found where it is, after “%s”', (part, text, before, place) => expect(placeOf(part, text, before)).toBe(place))
