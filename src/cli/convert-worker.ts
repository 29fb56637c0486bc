/** A thread of `teigram convert`. */
import { serve } from '../threads.js';
import { type ConvertAnswer, type ConvertTask, convertOne } from './convert-one.js';

void serve<undefined, ConvertTask, ConvertAnswer>(() => convertOne);
