import { z } from 'zod';

/* First import of every page: the page's policy forbids making code from text, and zod would try whether it may. */
z.config({ jitless: true });
