import { createInstance, type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en, type Catalogue } from './en.ts';

/** The words of every screen. Resources are part of the bundle, so they are there before anything is drawn. */
export const words: i18n = createInstance();
void words.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en },
  ns: Object.keys(en),
  defaultNS: 'common',
  initAsync: false,
  interpolation: { escapeValue: false }, // React escapes what it draws
  returnNull: false,
});

/** `t` for one part of the catalogue, with its keys checked by the compiler. */
export function useWords<Part extends keyof Catalogue>(part: Part) {
  return useTranslation(part);
}
