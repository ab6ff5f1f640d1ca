/*
 * Runs before every module of the page. The page's policy forbids making code from text, and zod would try once whether
 * it may; an import can't come early enough, since the bundler decides in which chunk zod is set up.
 */
globalThis.__zod_globalConfig = { jitless: true };
