/** The script of a document's page. */
import type { Neighbours, Preview } from '../preview/model.js';
import { listenForChanges } from './live.js';
import { showPreview } from './view.js';

const data = document.getElementById('data')?.textContent ?? '{}';
const { preview, neighbours } = JSON.parse(data) as { readonly preview: Preview; readonly neighbours: Neighbours };
showPreview(preview, neighbours, document.body);
listenForChanges();
