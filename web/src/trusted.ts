// The server's Content-Security-Policy lets no text become markup or the address of a script, except through the two policies made
// here (https://w3c.github.io/trusted-types): the templates that Solid compiled, which hold nothing that came from outside, and
// scripts of the page's own origin, which workers and the service worker are.

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML?: (text: string) => string; createScriptURL?: (url: string) => string },
  ): { createHTML(text: string): string }
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }

const templates = trustedTypes?.createPolicy('heliograph', { createHTML: text => text })

trustedTypes?.createPolicy('default', {
  createScriptURL: url => {
    if (new URL(url, location.href).origin === location.origin) return url
    throw new TypeError('a script of another origin')
  },
})

/** For `build/trustedTemplates.ts` alone. */
export const trustedTemplate = (html: string): string => templates?.createHTML(html) ?? html
