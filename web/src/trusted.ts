// The server's Content-Security-Policy lets no text become markup or the address of a script, except through the one policy made
// here (https://w3c.github.io/trusted-types): the templates that Solid compiled, which hold nothing that came from outside, and
// scripts of the page's own origin, which its workers are.

/** As much of Trusted Types as is needed; not every browser has them. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML: (text: string) => string; createScriptURL: (address: string) => string },
  ): { createHTML(text: string): string; createScriptURL(address: string): string }
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

const policy = trustedTypes?.createPolicy('heliograph', {
  createHTML: text => text,
  createScriptURL: address => {
    const url = new URL(address, location.href)
    if (url.origin !== location.origin) throw new TypeError(`not one of our scripts: ${address}`)
    return url.href
  },
})

/** For `build/trustedTemplates.ts` alone. */
export const trustedTemplate = (html: string): string => policy?.createHTML(html) ?? html

/** The address of a script of this site, in the form that the page's policy lets workers be started from. */
export const scriptOf = (address: string): string => policy?.createScriptURL(address) ?? address
