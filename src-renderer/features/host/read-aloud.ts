import { useEffect, useState } from 'react';

const RATE = 0.7; // slowly, so that it can be written down

/** Reads `text` out; null where the system has no voice, so that the button is not shown at all. */
export function useReadAloud(text: string): (() => void) | null {
  const [voices, setVoices] = useState(voiceCount);
  useEffect(() => {
    if (!('speechSynthesis' in globalThis)) return undefined;
    const update = () => setVoices(voiceCount());
    speechSynthesis.addEventListener('voiceschanged', update);
    return () => {
      speechSynthesis.removeEventListener('voiceschanged', update);
      speechSynthesis.cancel();
    };
  }, []);
  if (voices === 0) return null;
  return () => {
    const spoken = new SpeechSynthesisUtterance(text);
    spoken.lang = document.documentElement.lang || 'en';
    spoken.rate = RATE;
    speechSynthesis.cancel();
    speechSynthesis.speak(spoken);
  };
}

function voiceCount(): number {
  return 'speechSynthesis' in globalThis ? speechSynthesis.getVoices().length : 0;
}
