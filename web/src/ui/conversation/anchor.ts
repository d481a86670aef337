/** Where a row is in the content of the list. */
export interface Place {
  key: string
  top: number
  bottom: number
}

/** What is seen of the content. */
export interface View {
  top: number
  height: number
}

/** A row by which the list keeps its place: how far below the upper edge of the view it begins. */
export interface Anchor {
  key: string
  below: number
}

/** How near to the end counts as being there. */
const AT_END = 24

export const atEnd = (view: View, contentHeight: number): boolean => view.top + view.height >= contentHeight - AT_END

/** The rows in their order; asking for one may cost a little, so no more are asked for than needed. */
export interface Places {
  readonly length: number
  at(index: number): Place
}

/** The first row for which something holds that holds for all after it. */
function firstWhere(places: Places, holds: (place: Place) => boolean): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(places.at(middle))) high = middle
    else low = middle + 1
  }
  return low
}

/** The rows in view, the uppermost first: if one goes away, the next holds the place. */
export function anchorsOf(places: Places, view: View): Anchor[] {
  const anchors: Anchor[] = []
  for (let i = firstWhere(places, place => place.bottom > view.top); i < places.length; i++) {
    const { key, top } = places.at(i)
    if (top >= view.top + view.height) break
    anchors.push({ key, below: top - view.top })
  }
  return anchors
}

/** Where to scroll so that the first anchor that is still there stands where it stood. */
export function restored(anchors: readonly Anchor[], topOf: (key: string) => number | undefined): number | undefined {
  for (const { key, below } of anchors) {
    const top = topOf(key)
    if (top !== undefined) return top - below
  }
  return undefined
}

/** Where to scroll so that a row is seen well: in the middle, or from its beginning if it is too tall. */
export const centred = (place: Place, height: number): number =>
  place.bottom - place.top > height * 0.8 ? place.top - height * 0.1 : (place.top + place.bottom - height) / 2

/** The last row of which enough was seen to say that it was read: wholly, or most of a screen of it. */
export function lastSeen(places: Places, view: View): string | undefined {
  const end = view.top + view.height + 1
  const after = firstWhere(places, place => place.top + Math.min(place.bottom - place.top, view.height * 0.6) > end)
  return after > 0 ? places.at(after - 1).key : undefined
}
