/** A thread of `teigram deposit`: copies files of the edition into the package. */
import { serve } from '../threads.js';
import { copyNow } from './copying.js';

void serve(() => copyNow);
