import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { HostActions, HostState, HostStore } from '../stores/host-store.ts';
import { createNoteStore, type NoteActions, type NoteState, type NoteStore } from '../stores/note-store.ts';
import type { TechnicianActions, TechnicianState, TechnicianStore } from '../stores/technician-store.ts';

/** Hands the stores and actions that main.tsx made to the screens below it. */
export const HostContext = createContext<{ store: HostStore; actions: HostActions } | null>(null);
export const TechnicianContext = createContext<{ store: TechnicianStore; actions: TechnicianActions } | null>(
  null,
);

function required<T>(value: T | null, name: string): T {
  if (value === null) throw new Error(`${name} is missing above this component`);
  return value;
}

export function useHost<T>(select: (state: HostState) => T): T {
  return useStore(required(useContext(HostContext), 'HostContext').store, select);
}

export function useHostActions(): HostActions {
  return required(useContext(HostContext), 'HostContext').actions;
}

export function useTechnician<T>(select: (state: TechnicianState) => T): T {
  return useStore(required(useContext(TechnicianContext), 'TechnicianContext').store, select);
}

export function useTechnicianActions(): TechnicianActions {
  return required(useContext(TechnicianContext), 'TechnicianContext').actions;
}

/** The notes of a technician's window; where none are handed in, none is ever shown. */
export const NotesContext = createContext<{ store: NoteStore; actions: NoteActions } | null>(null);
const noNotes = createNoteStore();

export function useNotes<T>(select: (state: NoteState) => T): T {
  return useStore(useContext(NotesContext)?.store ?? noNotes, select);
}

export function useNoteActions(): NoteActions {
  return required(useContext(NotesContext), 'NotesContext').actions;
}
