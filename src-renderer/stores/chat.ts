/** One line of the chat. `note` lines are the app's own ("You let Kevin M. see Screen 1"). */
export interface ChatLine {
  readonly id: string;
  readonly from: 'me' | 'peer' | 'note';
  readonly text: string;
  /** Epoch ms, this machine's clock. */
  readonly at: number;
  /** Not sent yet because the link is lost. */
  readonly waiting?: boolean | undefined;
}
