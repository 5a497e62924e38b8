/**
 * Preloaded (--import) into web and worker: when the supervisor is gone, even by kill -9
 * together with the keeper, the process ends itself instead of serving on as an orphan.
 */
if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 6000).unref();
  });
  // Watching must not keep a process alive that has finished its work (migrate).
  process.channel.unref();
}
