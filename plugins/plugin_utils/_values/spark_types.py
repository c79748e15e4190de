# Copyright (c) 2026, sparkops.athena contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which type Spark gives to which of its settings.

Made by tools/make_spark_types.py (`make spark-types`); do not edit. Its origin: the configuration registries of
Apache Spark 3.2.1 and 3.5.6 (tools/spark/*.tsv). Settings that are plain text there are left out.
"""

from __future__ import annotations

# Type, with the unit of a bare number after a colon → its settings, each without the leading `spark.`
SETTINGS: dict[str, str] = {
    "boolean": """
acls.enable appStateStore.asyncTracking.enable authenticate authenticate.enableSaslEncryption broadcast.checksum
broadcast.compress checkpoint.compress cleaner.referenceTracking cleaner.referenceTracking.blocking
cleaner.referenceTracking.blocking.shuffle cleaner.referenceTracking.cleanCheckpoints decommission.enabled
deploy.spreadOut driver.log.allowErasureCoding driver.log.persistToDfs.enabled driver.supervise
driver.userClassPathFirst dynamicAllocation.enabled dynamicAllocation.shuffleTracking.enabled
dynamicAllocation.testing eventLog.compress eventLog.enabled eventLog.erasureCoding.enabled
eventLog.logBlockUpdates.enabled eventLog.logStageExecutorMetrics eventLog.longForm.enabled eventLog.overwrite
eventLog.rolling.enabled eventLog.testing excludeOnFailure.application.fetchFailure.enabled excludeOnFailure.enabled
excludeOnFailure.killExcludedExecutors excludeOnFailure.killExcludedExecutors.decommission executor.allowSparkContext
executor.heartbeat.dropZeroAccumulatorUpdates executor.logs.rolling.enableCompression
executor.processTreeMetrics.enabled executor.python.worker.log.details executor.userClassPathFirst file.transferTo
files.fetchFailure.unRegisterOutputOnHost files.ignoreCorruptFiles files.ignoreMissingFiles
hadoopRDD.ignoreEmptySplits history.custom.executor.log.url.applyIncompleteApplication history.fs.cleaner.enabled
history.fs.driverlog.cleaner.enabled history.fs.inProgressOptimization.enabled history.kerberos.enabled
history.store.hybridStore.enabled history.ui.acls.enable io.compression.zstd.bufferPool.enabled io.encryption.enabled
kryo.pool kryo.referenceTracking kryo.registrationRequired kryo.unsafe locality.wait.legacyResetOnTaskLaunch
master.rest.enabled memory.offHeap.enabled metrics.appStatusSource.enabled metrics.executorMetricsSource.enabled
metrics.staticSources.enabled network.crypto.enabled network.crypto.saslFallback network.remoteReadNioBufferConversion
python.use.daemon python.worker.faulthandler.enabled python.worker.reuse rdd.cache.visibilityTracking.enabled
rdd.compress resources.warnings.testing scheduler.listenerbus.logSlowEvent scheduler.resource.profileMergeConflicts
serializer.extraDebugInfo shuffle.checksum.enabled shuffle.compress shuffle.detectCorrupt
shuffle.detectCorrupt.useExtraMemory shuffle.push.enabled shuffle.readHostLocalDisk shuffle.reduceLocality.enabled
shuffle.service.db.enabled shuffle.service.enabled shuffle.service.fetch.rdd.enabled shuffle.service.removeShuffle
shuffle.sort.useRadixSort shuffle.spill.compress shuffle.sync shuffle.unsafe.fastMergeEnabled
shuffle.useOldFetchProtocol speculation speculation.efficiency.enabled
sql.adaptive.applyFinalStageShuffleOptimizations sql.adaptive.coalescePartitions.enabled
sql.adaptive.coalescePartitions.parallelismFirst sql.adaptive.enabled sql.adaptive.fetchShuffleBlocksInBatch
sql.adaptive.forceApply sql.adaptive.forceOptimizeSkewedJoin sql.adaptive.localShuffleReader.enabled
sql.adaptive.optimizeSkewsInRebalancePartitions.enabled sql.adaptive.skewJoin.enabled sql.allowNamedFunctionArguments
sql.analyzer.failAmbiguousSelfJoin sql.ansi.doubleQuotedIdentifiers sql.ansi.enabled sql.ansi.enforceReservedKeywords
sql.ansi.relationPrecedence sql.avro.filterPushdown.enabled sql.bucketing.coalesceBucketsInJoin.enabled
sql.caseSensitive sql.cbo.enabled sql.cbo.joinReorder.dp.star.filter sql.cbo.joinReorder.enabled
sql.cbo.planStats.enabled sql.cbo.starSchemaDetection sql.charAsVarchar sql.chunkBase64String.enabled
sql.cli.print.header sql.codegen.aggregate.map.twolevel.enabled sql.codegen.aggregate.map.twolevel.partialOnly
sql.codegen.aggregate.map.vectorized.enable sql.codegen.aggregate.sortAggregate.enabled
sql.codegen.aggregate.splitAggregateFunc.enabled sql.codegen.comments sql.codegen.fallback
sql.codegen.join.buildSideOuterShuffledHashJoin.enabled sql.codegen.join.existenceSortMergeJoin.enabled
sql.codegen.join.fullOuterShuffledHashJoin.enabled sql.codegen.join.fullOuterSortMergeJoin.enabled
sql.codegen.splitConsumeFuncByOperator sql.codegen.useIdInClassName sql.codegen.wholeStage
sql.columnVector.offheap.enabled sql.constraintPropagation.enabled sql.crossJoin.enabled
sql.csv.filterPushdown.enabled sql.csv.parser.columnPruning.enabled sql.datetime.java8API.enabled sql.debug
sql.decimalOperations.allowPrecisionLoss sql.defaultColumn.enabled sql.defaultColumn.useNullsForMissingDefaultValues
sql.defaultUrlStreamHandlerFactory.enabled sql.exchange.reuse sql.execution.arrow.enabled
sql.execution.arrow.fallback.enabled sql.execution.arrow.pyspark.enabled sql.execution.arrow.pyspark.fallback.enabled
sql.execution.arrow.pyspark.selfDestruct.enabled sql.execution.arrow.sparkr.enabled
sql.execution.arrow.useLargeVarTypes sql.execution.fastFailOnFileFormatOutput
sql.execution.pandas.convertToArrowArraySafely sql.execution.pyspark.udf.simplifiedTraceback.enabled
sql.execution.pythonUDF.arrow.enabled sql.execution.pythonUDTF.arrow.enabled sql.execution.removeRedundantProjects
sql.execution.removeRedundantSorts sql.execution.replaceHashWithSortAgg sql.execution.reuseSubquery
sql.execution.sortBeforeRepartition sql.execution.useObjectHashAggregateExec sql.execution.usePartitionEvaluator
sql.files.ignoreCorruptFiles sql.files.ignoreMissingFiles sql.function.concatBinaryAsString
sql.function.eltOutputAsString sql.groupByAliases sql.groupByOrdinal
sql.hive.advancedPartitionPredicatePushdown.enabled sql.hive.convertCTAS sql.hive.dropPartitionByName.enabled
sql.hive.gatherFastStats sql.hive.manageFilesourcePartitions sql.hive.metastorePartitionPruning
sql.hive.metastorePartitionPruningFallbackOnException sql.hive.metastorePartitionPruningFastFallback
sql.hive.thriftServer.singleSession sql.hive.verifyPartitionPath sql.inMemoryColumnarStorage.compressed
sql.inMemoryColumnarStorage.enableVectorizedReader sql.inMemoryColumnarStorage.partitionPruning
sql.inMemoryTableScanStatistics.enable sql.join.preferSortMergeJoin sql.json.enablePartialResults
sql.json.filterPushdown.enabled sql.jsonGenerator.ignoreNullFields sql.jsonGenerator.writeNullIfWithDefaultValue
sql.lateralColumnAlias.enableImplicitResolution sql.legacy.addSingleFileInAddFile
sql.legacy.allowAutoGeneratedAliasForView sql.legacy.allowEmptySchemaWrite sql.legacy.allowHashOnMapType
sql.legacy.allowNegativeScaleOfDecimal sql.legacy.allowNonEmptyLocationInCTAS
sql.legacy.allowNullComparisonResultInArraySort sql.legacy.allowParameterlessCount
sql.legacy.allowStarWithSingleTableIdentifierInCount sql.legacy.allowTempViewCreationWithMultipleNameparts
sql.legacy.allowUntypedScalaUDF sql.legacy.allowZeroIndexInFormatString sql.legacy.avro.allowIncompatibleSchema
sql.legacy.bucketedTableScan.outputOrdering sql.legacy.castComplexTypesToString.enabled sql.legacy.charVarcharAsString
sql.legacy.createEmptyCollectionUsingStringType sql.legacy.createHiveTableByDefault
sql.legacy.csv.enableDateTimeParsingFallback sql.legacy.dataFrameWriterV2IgnorePathOption
sql.legacy.dataset.nameNonStructGroupingKeyAsValue sql.legacy.doLooseUpcast sql.legacy.emptyCurrentDBInCli
sql.legacy.execution.pandas.groupedMap.assignColumnsByName sql.legacy.exponentLiteralAsDecimal.enabled
sql.legacy.extraOptionsBehavior.enabled sql.legacy.followThreeValuedLogicInArrayExists
sql.legacy.fromDayTimeString.enabled sql.legacy.groupingIdWithAppendedUserGroupBy
sql.legacy.histogramNumericPropagateInputType sql.legacy.inSubqueryNullability sql.legacy.integerGroupingId
sql.legacy.interval.enabled sql.legacy.json.allowEmptyString.enabled sql.legacy.json.enableDateTimeParsingFallback
sql.legacy.keepCommandOutputSchema sql.legacy.keepPartitionSpecAsStringLiteral sql.legacy.literal.pickMinimumPrecision
sql.legacy.lpadRpadAlwaysReturnString sql.legacy.mssqlserver.numericMapping.enabled
sql.legacy.negativeIndexInArrayInsert sql.legacy.noCharPaddingInPredicate sql.legacy.notReserveProperties
sql.legacy.nullInEmptyListBehavior sql.legacy.nullValueWrittenAsQuotedEmptyStringCsv sql.legacy.parquet.nanosAsLong
sql.legacy.parseNullPartitionSpecAsStringLiteral sql.legacy.parser.havingWithoutGroupByAsWhere
sql.legacy.pathOptionBehavior.enabled sql.legacy.percentileDiscCalculation
sql.legacy.replaceDatabricksSparkAvro.enabled sql.legacy.respectNullabilityInTextDatasetConversion
sql.legacy.sessionInitWithConfigDefaults sql.legacy.setCommandRejectsSparkCoreConfs
sql.legacy.setopsPrecedence.enabled sql.legacy.sizeOfNull sql.legacy.skipTypeValidationOnAlterPartition
sql.legacy.statisticalAggregate sql.legacy.storeAnalyzedPlanForView sql.legacy.typeCoercion.datetimeToString.enabled
sql.legacy.useCurrentConfigsForView sql.legacy.useV1Command sql.legacy.v1IdentifierNoCatalog
sql.optimizeNullAwareAntiJoin sql.optimizer.canChangeCachedPlanOutputPartitioning
sql.optimizer.collapseProjectAlwaysInline sql.optimizer.decorrelateInnerQuery.enabled
sql.optimizer.decorrelateSetOps.enabled sql.optimizer.decorrelateSubqueryLegacyIncorrectCountHandling.enabled
sql.optimizer.disableHints sql.optimizer.dynamicPartitionPruning.enabled
sql.optimizer.dynamicPartitionPruning.reuseBroadcastOnly sql.optimizer.dynamicPartitionPruning.useStats
sql.optimizer.enableCsvExpressionOptimization sql.optimizer.enableJsonExpressionOptimization
sql.optimizer.excludeSubqueryRefsFromRemoveRedundantAliases.enabled sql.optimizer.expression.nestedPruning.enabled
sql.optimizer.metadataOnly sql.optimizer.nestedSchemaPruning.enabled sql.optimizer.optimizeOneRowRelationSubquery
sql.optimizer.optimizeOneRowRelationSubquery.alwaysInline sql.optimizer.plannedWrite.enabled
sql.optimizer.propagateDistinctKeys.enabled sql.optimizer.pruneFiltersCanPruneStreamingSubplan
sql.optimizer.pullHintsIntoSubqueries sql.optimizer.replaceExceptWithFilter sql.optimizer.runtime.bloomFilter.enabled
sql.optimizer.runtime.rowLevelOperationGroupFilter.enabled sql.optimizer.runtimeFilter.semiJoinReduction.enabled
sql.optimizer.serializer.nestedSchemaPruning.enabled sql.orc.aggregatePushdown
sql.orc.enableNestedColumnVectorizedReader sql.orc.enableVectorizedReader sql.orc.filterPushdown sql.orc.mergeSchema
sql.orderByOrdinal sql.parquet.aggregatePushdown sql.parquet.binaryAsString
sql.parquet.enableNestedColumnVectorizedReader sql.parquet.enableVectorizedReader sql.parquet.fieldId.read.enabled
sql.parquet.fieldId.read.ignoreMissing sql.parquet.fieldId.write.enabled sql.parquet.filterPushdown
sql.parquet.filterPushdown.date sql.parquet.filterPushdown.decimal sql.parquet.filterPushdown.string.startsWith
sql.parquet.filterPushdown.stringPredicate sql.parquet.filterPushdown.timestamp sql.parquet.inferTimestampNTZ.enabled
sql.parquet.int96AsTimestamp sql.parquet.int96TimestampConversion sql.parquet.mergeSchema
sql.parquet.recordLevelFilter.enabled sql.parquet.respectSummaryFiles sql.parquet.writeLegacyFormat
sql.parser.escapedStringLiterals sql.parser.quotedRegexColumnNames sql.planChangeValidation
sql.pyspark.inferNestedDictAsStruct.enabled sql.pyspark.jvmStacktrace.enabled
sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled sql.readSideCharPadding sql.repl.eagerEval.enabled
sql.requireAllClusterKeysForCoPartition sql.requireAllClusterKeysForDistribution sql.retainGroupColumns
sql.runSQLOnFiles sql.selfJoinAutoResolveAmbiguity sql.sort.enableRadixSort
sql.sources.bucketing.autoBucketedScan.enabled sql.sources.bucketing.enabled sql.sources.ignoreDataLocality
sql.sources.partitionColumnTypeInference.enabled sql.sources.v2.bucketing.enabled
sql.sources.v2.bucketing.partiallyClusteredDistribution.enabled sql.sources.v2.bucketing.pushPartValues.enabled
sql.sources.validatePartitionColumns sql.stableDerivedColumnAlias.enabled sql.statistics.fallBackToHdfs
sql.statistics.histogram.enabled sql.statistics.parallelFileListingInStatsComputation.enabled
sql.statistics.size.autoUpdate.enabled sql.streaming.asyncLogPurge.enabled
sql.streaming.checkpoint.escapedPathCheck.enabled sql.streaming.checkpoint.renamedFileCheck.enabled
sql.streaming.fileSink.log.deletion sql.streaming.fileSource.log.deletion
sql.streaming.fileSource.schema.forceNullable sql.streaming.fileStreamSink.ignoreMetadata
sql.streaming.forceDeleteTempCheckpointLocation sql.streaming.kafka.useDeprecatedOffsetFetching
sql.streaming.metadataCache.enabled sql.streaming.metricsEnabled sql.streaming.noDataMicroBatches.enabled
sql.streaming.optimizeOneRowPlan.enabled sql.streaming.schemaInference
sql.streaming.sessionWindow.merge.sessions.in.local.partition sql.streaming.stateStore.formatValidation.enabled
sql.streaming.stateStore.skipNullsForStreamStreamJoins.enabled sql.streaming.stateStore.stateSchemaCheck
sql.streaming.statefulOperator.allowMultiple sql.streaming.statefulOperator.checkCorrectness.enabled
sql.streaming.statefulOperator.useStrictDistribution sql.streaming.stopActiveRunOnRestart sql.streaming.ui.enabled
sql.streaming.unsupportedOperationCheck sql.subexpressionElimination.enabled
sql.subexpressionElimination.skipForShortcutExpr sql.thriftServer.incrementalCollect
sql.thriftServer.interruptOnCancel sql.truncateTable.ignorePermissionAcl.enabled
sql.tvf.allowMultipleTableArguments.enabled sql.variable.substitute stage.ignoreDecommissionFetchFailure
standalone.submit.waitAppCompletion storage.cleanupFilesAfterExecutorExit storage.decommission.enabled
storage.decommission.fallbackStorage.cleanUp storage.decommission.rddBlocks.enabled
storage.decommission.shuffleBlocks.enabled storage.exceptionOnPinLeak storage.replication.proactive
streaming.dynamicAllocation.enabled streaming.dynamicAllocation.testing
submit.proxyUser.allowCustomClasspathInClusterMode task.reaper.enabled task.reaper.threadDump
taskMetrics.trackUpdatedBlockStatuses test.noStageRetry testing testing.dynamicAllocation.schedule.enabled
testing.resourceProfileManager testing.skipValidateCores ui.enabled ui.groupSQLSubExecutionEnabled
ui.heapHistogramEnabled ui.killEnabled ui.prometheus.enabled ui.reverseProxy ui.showConsoleProgress
ui.threadDumpsEnabled ui.timelineEnabled ui.xContentTypeOptions.enabled unsafe.exceptionOnMemoryLeak
unsafe.sorter.spill.read.ahead.enabled worker.cleanup.enabled worker.preferConfiguredMasterAddress yarn.isPython
yarn.shuffle.server.recovery.disabled
""",
    "bytes:B": """
broadcast.UDFCompressionThreshold buffer.pageSize buffer.write.chunkSize driver.maxResultSize files.maxPartitionBytes
files.openCostInBytes history.fs.endEventReparseChunkSize history.store.hybridStore.maxMemoryUsage
history.store.maxDiskUsage io.compression.lz4.blockSize io.compression.snappy.blockSize io.compression.zstd.bufferSize
io.warning.largeFileThreshold memory.offHeap.size network.maxRemoteBlockSizeFetchToMem shuffle.accurateBlockThreshold
shuffle.mapOutput.minSizeForBroadcast shuffle.push.maxBlockBatchSize shuffle.push.maxBlockSizeToPush
shuffle.push.minShuffleSizeToWait shuffle.sort.initialBufferSize shuffle.spill.diskWriteBufferSize
shuffle.spill.initialMemoryThreshold sql.adaptive.advisoryPartitionSizeInBytes sql.adaptive.autoBroadcastJoinThreshold
sql.adaptive.coalescePartitions.minPartitionSize sql.adaptive.maxShuffledHashJoinLocalMapThreshold
sql.adaptive.shuffle.targetPostShuffleInputSize sql.adaptive.skewJoin.skewedPartitionThresholdInBytes
sql.autoBroadcastJoinThreshold sql.defaultSizeInBytes sql.execution.arrow.localRelationThreshold
sql.files.maxPartitionBytes sql.files.openCostInBytes sql.maxPlanStringLength sql.maxSinglePartitionBytes
sql.optimizer.runtime.bloomFilter.applicationSideScanSizeThreshold
sql.optimizer.runtime.bloomFilter.creationSideThreshold storage.decommission.shuffleBlocks.maxDiskSize
storage.memoryMapLimitForTests storage.memoryMapThreshold task.maxDirectResultSize ui.requestHeaderSize
unsafe.sorter.spill.reader.buffer.size
""",
    "bytes:KiB": """
broadcast.blockSize eventLog.buffer.kb kryoserializer.buffer shuffle.file.buffer shuffle.unsafe.file.output.buffer
""",
    "bytes:MiB": """
driver.memory driver.memoryOverhead executor.memory executor.memoryOverhead executor.pyspark.memory
kryoserializer.buffer.max reducer.maxSizeInFlight
""",
    "double": """
driver.memoryOverheadFactor dynamicAllocation.executorAllocationRatio executor.memoryOverheadFactor
history.fs.eventLog.rolling.compaction.score.threshold memory.fraction scheduler.minRegisteredResourcesRatio
security.credentials.renewalRatio shuffle.accurateBlockSkewedFactor shuffle.push.mergersMinThresholdRatio
shuffle.push.minCompletedPushRatio speculation.efficiency.longRunTaskFactor speculation.multiplier
speculation.quantile sql.adaptive.nonEmptyPartitionRatioForBroadcastJoin sql.adaptive.skewJoin.skewedPartitionFactor
sql.cbo.starJoinFTRatio sql.optimizer.dynamicPartitionPruning.fallbackFilterRatio sql.sources.fileCompressionFactor
sql.statistics.ndv.maxError storage.safetyFraction storage.unrollMemoryGrowthFactor
streaming.dynamicAllocation.scalingDownRatio streaming.dynamicAllocation.scalingUpRatio
""",
    "int": """
authenticate.secretBitLength block.failures.beforeLocationRefresh blockManager.port buffer.size cores.max
dead.worker.persistence deploy.defaultCores deploy.maxExecutorRetries deploy.retainedApplications
deploy.retainedDrivers diskStore.subDirectories driver.blockManager.port driver.cores driver.port
dynamicAllocation.initialExecutors dynamicAllocation.maxExecutors dynamicAllocation.minExecutors
excludeOnFailure.application.maxFailedExecutorsPerNode excludeOnFailure.application.maxFailedTasksPerExecutor
excludeOnFailure.stage.maxFailedExecutorsPerNode excludeOnFailure.stage.maxFailedTasksPerExecutor
excludeOnFailure.task.maxTaskAttemptsPerExecutor excludeOnFailure.task.maxTaskAttemptsPerNode executor.cores
executor.heartbeat.maxFailures executor.instances executor.killOnFatalError.depth
executor.logs.rolling.maxRetainedFiles executor.maxNumFailures history.fs.cleaner.maxNum
history.fs.eventLog.rolling.maxFilesToRetain history.fs.numReplayThreads history.fs.update.batchSize
history.retainedApplications history.ui.maxApplications history.ui.port io.compression.zstd.level master.rest.port
master.ui.port rdd.limit.initialNumPartitions rdd.limit.scaleUpFactor rdd.parallelListingThreshold
reducer.maxBlocksInFlightPerAddress reducer.maxReqsInFlight rpc.connect.threads rpc.io.numConnectionsPerPeer
rpc.io.threads rpc.message.maxSize rpc.netty.dispatcher.numThreads rpc.numRetries
scheduler.barrier.maxConcurrentTasksCheck.maxFailures scheduler.listenerbus.eventqueue.capacity
scheduler.listenerbus.metrics.maxListenerClassesTimed scheduler.maxRetainedRemovedDecommissionExecutors
scheduler.maxRetainedUnknownDecommissionExecutors serializer.objectStreamReset shuffle.mapOutput.dispatcher.numThreads
shuffle.mapOutput.parallelAggregationThreshold shuffle.maxAccurateSkewedBlockNumber shuffle.maxAttemptsOnNettyOOM
shuffle.minNumPartitionsToHighlyCompress shuffle.push.maxRetainedMergerLocations shuffle.push.merge.finalizeThreads
shuffle.push.mergersMinStaticThreshold shuffle.push.numPushThreads shuffle.push.sendFinalizeRPCThreads
shuffle.registration.maxAttempts shuffle.service.port shuffle.sort.bypassMergeThreshold
shuffle.spill.numElementsForceSpillThreshold sql.adaptive.coalescePartitions.initialPartitionNum
sql.adaptive.coalescePartitions.minPartitionNum sql.addPartitionInBatch.size
sql.analyzer.canonicalization.multiCommutativeOpMemoryOptThreshold sql.analyzer.maxIterations
sql.bucketing.coalesceBucketsInJoin.maxBucketRatio sql.cartesianProductExec.buffer.in.memory.threshold
sql.cartesianProductExec.buffer.spill.threshold sql.cbo.joinReorder.dp.threshold sql.codegen.cache.maxEntries
sql.codegen.hugeMethodLimit sql.codegen.logging.maxLines sql.codegen.maxFields sql.codegen.methodSplitThreshold
sql.csv.parser.inputBufferSize sql.debug.maxToStringFields sql.event.truncate.length
sql.execution.arrow.maxRecordsPerBatch sql.execution.broadcastHashJoin.outputPartitioningExpandLimit
sql.execution.pandas.udf.buffer.size sql.execution.rangeExchange.sampleSizePerPartition
sql.execution.topKSortFallbackThreshold sql.files.maxPartitionNum sql.files.minPartitionNum
sql.filesourceTableRelationCacheSize sql.hive.metastorePartitionPruningInSetThreshold
sql.hive.tablePropertyLengthThreshold sql.inMemoryColumnarStorage.batchSize sql.leafNodeDefaultParallelism
sql.limit.initialNumPartitions sql.limit.scaleUpFactor sql.maxConcurrentOutputFileWriters sql.maxMetadataStringLength
sql.objectHashAggregate.sortBased.fallbackThreshold sql.optimizer.expressionProjectionCandidateLimit
sql.optimizer.inSetConversionThreshold sql.optimizer.maxIterations sql.optimizer.runtimeFilter.number.threshold
sql.optimizer.windowGroupLimitThreshold sql.orc.columnarReaderBatchSize sql.orc.columnarWriterBatchSize
sql.parquet.columnarReaderBatchSize sql.parquet.pushdown.inFilterThreshold sql.pivotMaxValues
sql.repl.eagerEval.maxNumRows sql.repl.eagerEval.truncate sql.session.localRelationCacheThreshold
sql.sessionWindow.buffer.in.memory.threshold sql.sessionWindow.buffer.spill.threshold sql.shuffle.partitions
sql.shuffledHashJoinFactor sql.sortMergeJoinExec.buffer.in.memory.threshold
sql.sortMergeJoinExec.buffer.spill.threshold sql.sources.binaryFile.maxLength sql.sources.bucketing.maxBuckets
sql.sources.parallelPartitionDiscovery.parallelism sql.sources.parallelPartitionDiscovery.threshold
sql.sources.schemaStringLengthThreshold sql.statistics.histogram.numBins sql.statistics.percentile.accuracy
sql.streaming.continuous.epochBacklogQueueSize sql.streaming.continuous.executorQueueSize
sql.streaming.fileSink.log.compactInterval sql.streaming.fileSource.cleaner.numThreads
sql.streaming.fileSource.log.compactInterval sql.streaming.maxBatchesToRetainInMemory sql.streaming.minBatchesToRetain
sql.streaming.numRecentProgressUpdates sql.streaming.stateStore.minDeltasForSnapshot
sql.streaming.stateStore.rocksdb.formatVersion sql.streaming.ui.retainedProgressUpdates
sql.streaming.ui.retainedQueries sql.subexpressionElimination.cache.maxEntries sql.thriftserver.ui.retainedSessions
sql.thriftserver.ui.retainedStatements sql.ui.retainedExecutions sql.view.maxNestedViewDepth
sql.windowExec.buffer.in.memory.threshold sql.windowExec.buffer.spill.threshold stage.maxAttempts
storage.cachedPeersTtl storage.decommission.maxReplicationFailuresPerBlock
storage.decommission.shuffleBlocks.maxThreads storage.localDiskByExecutors.cacheSize storage.maxReplicationFailures
streaming.dynamicAllocation.maxExecutors streaming.dynamicAllocation.minExecutors task.cpus task.maxFailures
testing.nCoresPerExecutor testing.nExecutorsPerHost testing.nHosts ui.dagGraph.retainedRootRDDs ui.port
ui.retainedDeadExecutors ui.retainedJobs ui.retainedStages ui.retainedTasks ui.timeline.executors.maximum
ui.timeline.jobs.maximum ui.timeline.stages.maximum ui.timeline.tasks.maximum worker.executorStateSync.maxAttempts
worker.ui.compressedLogFileLengthCacheSize worker.ui.port worker.ui.retainedDrivers worker.ui.retainedExecutors
""",
    "long": """
shuffle.spill.batchSize sql.files.maxRecordsPerFile sql.hive.filesourcePartitionFileCacheSize
sql.optimizer.runtime.bloomFilter.expectedNumItems sql.optimizer.runtime.bloomFilter.maxNumBits
sql.optimizer.runtime.bloomFilter.maxNumItems sql.optimizer.runtime.bloomFilter.numBits
storage.unrollMemoryCheckPeriod storage.unrollMemoryThreshold testing.memory testing.reservedMemory
worker.cleanup.appDataTtl worker.cleanup.interval worker.timeout
""",
    "time:min": """
rdd.checkpoint.cachePreferredLocsExpireTime
""",
    "time:ms": """
dynamicAllocation.shuffleTracking.timeout excludeOnFailure.timeout executor.failuresValidityInterval
executor.heartbeatInterval executor.metrics.pollingInterval locality.wait locality.wait.node locality.wait.process
locality.wait.rack network.timeoutInterval python.task.killTimeout rpc.retry.wait
scheduler.executorTaskExcludeOnFailureTime scheduler.maxRegisteredResourcesWaitingTime scheduler.revive.interval
shuffle.registration.timeout speculation.interval speculation.minTaskRuntime speculation.task.duration.threshold
sql.streaming.continuous.executorPollIntervalMs sql.streaming.fileSink.log.cleanupDelay
sql.streaming.fileSource.log.cleanupDelay sql.streaming.noDataProgressEventInterval sql.streaming.pollingDelay
sql.streaming.stateStore.maintenanceInterval sql.streaming.stopTimeout standalone.executorRemoveDelayOnDisconnection
storage.blockManagerHeartbeatTimeoutMs storage.blockManagerMasterDriverHeartbeatTimeoutMs
storage.blockManagerTimeoutIntervalMs storage.decommission.replicationReattemptInterval task.reaper.killTimeout
task.reaper.pollingInterval ui.consoleProgress.update.interval worker.driverTerminateTimeout
""",
    "time:ns": """
scheduler.listenerbus.logSlowEvent.threshold ui.liveUpdate.minFlushPeriod ui.liveUpdate.period
""",
    "time:s": """
barrier.sync.timeout cleaner.periodicGC.interval dynamicAllocation.cachedExecutorIdleTimeout
dynamicAllocation.executorIdleTimeout dynamicAllocation.schedulerBacklogTimeout
dynamicAllocation.sustainedSchedulerBacklogTimeout executor.decommission.forceKillTimeout
executor.decommission.killInterval history.fs.cleaner.interval history.fs.cleaner.maxAge
history.fs.driverlog.cleaner.interval history.fs.driverlog.cleaner.maxAge history.fs.safemodeCheck.interval
history.fs.update.interval kerberos.relogin.period network.timeout python.authenticate.socketTimeout
scheduler.barrier.maxConcurrentTasksCheck.interval scheduler.excludeOnFailure.unschedulableTaskSetTimeout
security.credentials.retryWait shuffle.push.finalize.timeout shuffle.push.results.timeout sql.broadcastTimeout
sql.metadataCacheTTLSeconds sql.scriptTransformation.exitTimeoutInSeconds sql.thriftServer.queryTimeout
streaming.dynamicAllocation.scalingInterval
""",
}

# Where an engine's own type differs from the one above, which is that of the newest engine.
BY_ENGINE: dict[str, dict[str, str]] = {
    "PySpark engine version 3": {
        "spark.sql.adaptive.skewJoin.skewedPartitionFactor": "int",
        "spark.sql.files.openCostInBytes": "long",
    },
}
