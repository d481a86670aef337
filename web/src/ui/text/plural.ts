type Forms<Category extends string> = Record<Category, string>

/**
 * Chooses among the forms that a language has for a number, and writes the number for `#`. Whole numbers only, so the categories that
 * a language keeps for fractions need no form.
 */
export function plurals<Category extends 'one' | 'few' | 'many' | 'other'>(language: string, ...categories: Category[]) {
  // Made when they are first needed: the browser takes longer for them than for all the code of the first page.
  let rules: Intl.PluralRules | undefined
  let digits: Intl.NumberFormat | undefined
  const last = categories[categories.length - 1]!
  return (count: number, forms: Forms<Category>): string => {
    rules ??= new Intl.PluralRules(language)
    digits ??= new Intl.NumberFormat(language)
    const category = rules.select(count) as Category
    return (forms[category] ?? forms[last]).replaceAll('#', digits.format(count))
  }
}

/** Keeps a name's direction from reaching into the sentence round it. */
export const iso = (name: string): string => `\u2068${name}\u2069`
