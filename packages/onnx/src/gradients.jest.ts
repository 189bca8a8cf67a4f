// Jest reads CommonJS, in which only the union package has the gradients, and the backend `cpu` that tests compare with.
import '@tensorflow/tfjs';
