/**
 * Flesch-Kincaid grade: 0.39 words a sentence + 11.8 syllables a word - 15.59. Syllables are counted by groups of
 * vowels, which is right for nine of ten English words: good enough to catch a text that got heavy.
 */
export function readingGrade(text: string): number {
  const sentences = Math.max(1, text.split(/[.!?:]+(?:\s|$)/).filter((part) => /[a-z]/i.test(part)).length);
  const words = text.match(/[a-z0-9’'-]+/gi) ?? [];
  if (words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '');
  // figures and short signs such as "°C" are read as one
  if (plain.length <= 3) return 1;
  const stem = plain.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return Math.max(1, stem.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}
